import { type Signal, signal } from "@/shared/lib/signal";
import { readStored, writeStored } from "@/shared/lib/storage";

/**
 * Whether this server carries audio and video, as far as is known: only who is in a meeting can ask. Until it has said
 * no, a page offers devices.
 */
export const mediaHere: Signal<boolean> = signal(readStored("media") !== "off");
mediaHere.subscribe(() => writeStored("media", mediaHere.get() ? "on" : "off"));
