import type { MediaMessage } from "@/shared/rt/wire";

/** What I send, by line. */
export interface Sent {
  mic: MediaStreamTrack | null;
  cam: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
}

export const lines = ["mic", "cam", "screen"] as const satisfies (keyof Sent)[];

/** Three sizes of the camera, the smallest first, as the server names them. */
const layers = [
  { scaleResolutionDownBy: 4, maxBitrate: 120_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 350_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 900_000 },
];

export const lineOf = (connection: RTCPeerConnection, mid: string): RTCRtpTransceiver | undefined =>
  connection.getTransceivers().find((each) => each.mid === mid);

async function size(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  if (parameters.encodings.length !== layers.length) return;
  for (const [index, layer] of layers.entries()) Object.assign(parameters.encodings[index] ?? {}, layer);
  // The usual sizes are good enough where these are not taken.
  await sender.setParameters(parameters).catch(() => undefined);
}

/** Takes an offer in, and gives the answer. Lines are opened for sending even with nothing to send yet. */
export async function answerTo(
  connection: RTCPeerConnection,
  offer: MediaMessage & { type: "media_offer" },
  sent: () => Sent,
): Promise<string> {
  await connection.setRemoteDescription({ type: "offer", sdp: offer.sdp });
  for (const line of lines) {
    const mid = offer.mids[line];
    const transceiver = mid === null ? undefined : lineOf(connection, mid);
    if (!transceiver || transceiver.direction === "sendonly") continue;
    transceiver.direction = "sendonly";
    await transceiver.sender.replaceTrack(sent()[line]);
    if (line === "cam") await size(transceiver.sender);
  }
  await connection.setLocalDescription(await connection.createAnswer());
  return connection.localDescription?.sdp ?? "";
}
