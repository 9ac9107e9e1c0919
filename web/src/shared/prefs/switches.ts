import { type Signal, signal } from "@/shared/lib/signal";
import { readStored, writeStored } from "@/shared/lib/storage";

function storedSwitch(key: string, initial: boolean): Signal<boolean> {
  const stored = readStored(key);
  const value = signal(stored === null ? initial : stored === "on");
  value.subscribe(() => writeStored(key, value.get() ? "on" : "off"));
  return value;
}

/** Single-letter keys get in the way of speech control, so they can be turned off (WCAG 2.1.4). */
export const shortcutsOn = storedSwitch("shortcuts", true);
/** Whether turns of other people are spoken by a screen reader. */
export const announceOthers = storedSwitch("announce-others", true);
/** Whether my turn is heard as well. */
export const soundsOn = storedSwitch("sounds", true);
/** Whether the system tells me of my turn while I look at another page; the browser has to permit it too. */
export const notificationsOn = storedSwitch("notifications", false);
/** The microphone is open only while the space bar is held. */
export const pushToTalk = storedSwitch("push-to-talk", false);
/** No pictures of others: for weak networks. */
export const audioOnly = storedSwitch("audio-only", false);
/** With what one comes into a meeting; asked again in each lobby. */
export const joinWithMic = storedSwitch("join-with-mic", true);
export const joinWithCamera = storedSwitch("join-with-camera", true);
