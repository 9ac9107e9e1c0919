import { notificationsOn } from "@/shared/prefs/switches";

const supported = (): boolean => "Notification" in globalThis;

export const mayNotify = (): boolean => supported() && Notification.permission === "granted";
export const canNotify = (): boolean => supported() && Notification.permission !== "denied";

export async function askToNotify(): Promise<boolean> {
  return supported() && (await Notification.requestPermission()) === "granted";
}

/** A message of the system, for who looks at another page. A later one with the same tag takes its place. */
export function notifyHidden(title: string, body: string, tag: string): void {
  if (document.visibilityState !== "hidden" || !notificationsOn.get() || !mayNotify()) return;
  try {
    const note = new Notification(title, { body, tag });
    note.onclick = () => {
      window.focus();
      note.close();
    };
  } catch {
    // Some phones want a service worker for it.
  }
}
