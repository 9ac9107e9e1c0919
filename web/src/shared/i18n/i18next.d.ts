import "i18next";
import type auth from "../../locales/en/auth.json";
import type charts from "../../locales/en/charts.json";
import type common from "../../locales/en/common.json";
import type errors from "../../locales/en/errors.json";
import type events from "../../locales/en/events.json";
import type facilitator from "../../locales/en/facilitator.json";
import type media from "../../locales/en/media.json";
import type meetings from "../../locales/en/meetings.json";
import type overview from "../../locales/en/overview.json";
import type record from "../../locales/en/record.json";
import type room from "../../locales/en/room.json";
import type settings from "../../locales/en/settings.json";
import type stats from "../../locales/en/stats.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      auth: typeof auth;
      charts: typeof charts;
      common: typeof common;
      errors: typeof errors;
      events: typeof events;
      facilitator: typeof facilitator;
      media: typeof media;
      meetings: typeof meetings;
      overview: typeof overview;
      record: typeof record;
      room: typeof room;
      settings: typeof settings;
      stats: typeof stats;
    };
  }
}
