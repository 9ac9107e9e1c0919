import type { Inputs } from "./inputs";

let handed: { meetingId: string; inputs: Inputs } | null = null;

const keyOf = (meetingId: string) => `orchestrasec.media.${meetingId}`;

/** What was on when this page was last in the meeting; `null`: it has not been in. */
export function entryOf(meetingId: string): { mic: boolean; camera: boolean } | null {
  try {
    const words = sessionStorage.getItem(keyOf(meetingId));
    if (words === null) return null;
    return { mic: words.includes("mic"), camera: words.includes("camera") };
  } catch {
    return null;
  }
}

export function rememberEntry(meetingId: string, { mic, camera }: { mic: boolean; camera: boolean }): void {
  try {
    sessionStorage.setItem(keyOf(meetingId), [mic && "mic", camera && "camera"].filter(Boolean).join());
  } catch {
    // Then a reload comes back with everything off.
  }
}

/** From the lobby to the room: nobody wants to be asked for the same microphone twice. */
export function handOver(meetingId: string, inputs: Inputs): void {
  handed = { meetingId, inputs };
}

export function takeHanded(meetingId: string): Inputs | null {
  const from = handed?.meetingId === meetingId ? handed.inputs : null;
  handed = null;
  return from;
}

/** The room did not open: the devices must not stay on. */
export function dropHanded(): void {
  handed?.inputs.close();
  handed = null;
}
