import "i18next";
import type auth from "../../locales/en/auth.json";
import type common from "../../locales/en/common.json";
import type errors from "../../locales/en/errors.json";
import type events from "../../locales/en/events.json";
import type meetings from "../../locales/en/meetings.json";
import type record from "../../locales/en/record.json";
import type room from "../../locales/en/room.json";
import type settings from "../../locales/en/settings.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      auth: typeof auth;
      common: typeof common;
      errors: typeof errors;
      events: typeof events;
      meetings: typeof meetings;
      record: typeof record;
      room: typeof room;
      settings: typeof settings;
    };
  }
}
