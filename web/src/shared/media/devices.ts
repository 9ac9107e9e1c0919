import { type Signal, signal } from "@/shared/lib/signal";
import { readStored, writeStored } from "@/shared/lib/storage";

export type InputKind = "mic" | "camera";
export type DeviceKind = InputKind | "speaker";
/** Why a device cannot be used. */
export type Trouble = "denied" | "missing" | "busy" | "insecure" | "failed";

export interface Device {
  id: string;
  label: string;
}
export type DeviceList = Record<DeviceKind, readonly Device[]>;

const kinds: Record<string, DeviceKind> = {
  audioinput: "mic",
  videoinput: "camera",
  audiooutput: "speaker",
};
const none: DeviceList = { mic: [], camera: [], speaker: [] };

export const devices: Signal<DeviceList> = signal(none);

/** The device that was chosen last, on this machine; empty: the usual one. */
export const chosenDevice: Record<DeviceKind, Signal<string>> = {
  mic: stored("mic"),
  camera: stored("camera"),
  speaker: stored("speaker"),
};

function stored(kind: DeviceKind): Signal<string> {
  const key = `device.${kind}`;
  const value = signal(readStored(key) ?? "");
  value.subscribe(() => writeStored(key, value.get()));
  return value;
}

/** A page without https has no devices at all. */
const media = (): MediaDevices | undefined => navigator.mediaDevices;

export const canShareScreen = (): boolean => typeof media()?.getDisplayMedia === "function";
export const canChooseSpeaker = (): boolean => "setSinkId" in HTMLMediaElement.prototype;

export async function listDevices(): Promise<void> {
  const all =
    (await media()
      ?.enumerateDevices()
      .catch(() => [])) ?? [];
  const next: Record<DeviceKind, Device[]> = { mic: [], camera: [], speaker: [] };
  for (const { kind, deviceId, label } of all) {
    // Until somebody has allowed it, devices have neither name nor id.
    const list = kinds[kind];
    if (list && deviceId) next[list].push({ id: deviceId, label });
  }
  devices.set(next);
}

/** Keeps the list true for as long as somebody looks, and tells when it has changed. */
export function watchDevices(changed: () => void): () => void {
  const hear = () => void listDevices().then(changed);
  hear();
  media()?.addEventListener("devicechange", hear);
  return () => media()?.removeEventListener("devicechange", hear);
}

export function troubleOf(error: unknown): Trouble {
  if (!media()) return "insecure";
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      return "denied";
    case "SecurityError":
      return "insecure";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}

function constraintsFor(kind: InputKind, id: string): MediaStreamConstraints {
  const device = id ? { deviceId: { exact: id } } : {};
  if (kind === "mic") {
    return { audio: { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true } };
  }
  return {
    video: { ...device, width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24, max: 30 } },
  };
}

async function open(kind: InputKind, id: string): Promise<MediaStreamTrack> {
  const there = media();
  if (!there) throw new DOMException("no devices without https", "SecurityError");
  const stream = await there.getUserMedia(constraintsFor(kind, id));
  const [track] = stream.getTracks();
  if (!track) throw new DOMException("no track", "NotFoundError");
  return track;
}

/** Opens the chosen device; if that one is gone, the usual one. */
export async function openDevice(kind: InputKind): Promise<MediaStreamTrack> {
  const id = chosenDevice[kind].get();
  try {
    return await open(kind, id);
  } catch (error) {
    if (!id || troubleOf(error) !== "missing") throw error;
    return open(kind, "");
  } finally {
    // Their names are known only now.
    void listDevices();
  }
}

export async function openScreen(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: { frameRate: { ideal: 10, max: 15 } },
    audio: false,
  });
  const [track] = stream.getVideoTracks();
  if (!track) throw new DOMException("no track", "NotFoundError");
  // Text has to stay sharp.
  track.contentHint = "detail";
  return track;
}

/** Whether the browser would ask, has been allowed, or has been told no. */
export async function permissionFor(kind: InputKind): Promise<PermissionState> {
  const name = kind === "mic" ? "microphone" : "camera";
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return "prompt";
  }
}

export type Browser = "chromium" | "firefox" | "safari" | "other";

/** Whose words explain how to allow a device. */
export function browserOf(agent: string = navigator.userAgent): Browser {
  if (/firefox|fxios/i.test(agent)) return "firefox";
  if (/chrom(e|ium)|edg|crios/i.test(agent)) return "chromium";
  return /safari/i.test(agent) ? "safari" : "other";
}
