import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import auth from "../locales/en/auth.json";
import common from "../locales/en/common.json";
import errors from "../locales/en/errors.json";
import events from "../locales/en/events.json";
import meetings from "../locales/en/meetings.json";
import room from "../locales/en/room.json";

/** All texts at once, for tests of what people read. */
export async function withTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    defaultNS: "common",
    resources: { en: { auth, common, errors, events, meetings, room } },
    interpolation: { escapeValue: false },
  });
}
