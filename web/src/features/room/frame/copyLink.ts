import i18next from "i18next";
import { showToast } from "@/shared/ui/toast";

/** The clipboard is missing on plain-http addresses, and the browser may forbid it. */
export async function copyLink(): Promise<void> {
  const t = i18next.getFixedT(null, "room");
  try {
    await navigator.clipboard.writeText(location.origin + location.pathname);
    showToast(t("actions.copied"));
  } catch {
    showToast(t("actions.copyFailed"), "danger");
  }
}
