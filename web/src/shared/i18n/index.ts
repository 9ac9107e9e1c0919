import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Namespace =
  | "auth"
  | "charts"
  | "common"
  | "errors"
  | "events"
  | "facilitator"
  | "media"
  | "meetings"
  | "overview"
  | "record"
  | "room"
  | "settings"
  | "stats";

const files = import.meta.glob<{ default: Record<string, unknown> }>("../../locales/*/*.json");

/** Fetches the texts of a part of the UI, each once, beside the code that shows them. */
export async function loadTexts(...names: Namespace[]): Promise<void> {
  const language = i18next.language;
  await Promise.all(
    names.map(async (name) => {
      if (i18next.hasResourceBundle(language, name)) return;
      const load = files[`../../locales/${language}/${name}.json`];
      if (!load) return;
      i18next.addResourceBundle(language, name, (await load()).default);
    }),
  );
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    defaultNS: "common",
    ns: [],
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await loadTexts("common", "errors");
}
