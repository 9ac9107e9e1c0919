export type Quality = "good" | "fair" | "poor";

/** What one look at the statistics says; counters grow from look to look. */
export interface Sample {
  at: number;
  received: number;
  lost: number;
  /** Seconds there and back; `null`: not measured yet. */
  roundTrip: number | null;
  /** Seconds by which packets come unevenly. */
  jitter: number;
  /** The network, and not the machine, keeps my picture small. */
  squeezed: boolean;
  /** Pictures shown so far, by line. */
  frames: ReadonlyMap<string, number>;
}

type Numbers = Record<string, unknown>;
const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

export function sampleOf(report: Iterable<unknown>, at: number): Sample {
  const frames = new Map<string, number>();
  let [received, lost, jitter, squeezed] = [0, 0, 0, false];
  let roundTrip: number | null = null;
  for (const each of report as Iterable<Numbers>) {
    if (each.type === "inbound-rtp") {
      received += numberOf(each.packetsReceived);
      lost += numberOf(each.packetsLost);
      jitter = Math.max(jitter, numberOf(each.jitter));
      if (each.kind === "video" && typeof each.mid === "string")
        frames.set(each.mid, numberOf(each.framesDecoded));
    } else if (each.type === "outbound-rtp") {
      squeezed ||= each.qualityLimitationReason === "bandwidth" && each.rid === undefined;
    } else if (each.type === "candidate-pair" && each.nominated && each.state === "succeeded") {
      if (typeof each.currentRoundTripTime === "number") roundTrip = each.currentRoundTripTime;
    }
  }
  return { at, received, lost, roundTrip, jitter, squeezed, frames };
}

/** How the network was between two looks. */
export function qualityBetween(before: Sample, after: Sample): Quality {
  const received = Math.max(0, after.received - before.received);
  const lost = Math.max(0, after.lost - before.lost);
  const share = received + lost < 20 ? 0 : lost / (received + lost);
  const roundTrip = after.roundTrip ?? 0;
  if (share > 0.08 || roundTrip > 0.6 || after.jitter > 0.15) return "poor";
  if (share > 0.02 || roundTrip > 0.25 || after.jitter > 0.06 || after.squeezed) return "fair";
  return "good";
}

/** The last word is not the first bad look: it takes as many in a row. */
export function steadyQuality(looks = 3): (now: Quality) => Quality {
  let shown: Quality = "good";
  let [candidate, count]: [Quality, number] = ["good", 0];
  return (now) => {
    count = now === candidate ? count + 1 : 1;
    candidate = now;
    if (count >= looks) shown = now;
    return shown;
  };
}

const stillMs = 2500;

/** Which lines show a picture that moves: who turns a camera off leaves the last picture behind. */
export function movement(): (sample: Sample) => ReadonlySet<string> {
  const last = new Map<string, { frames: number; at: number }>();
  let shown: ReadonlySet<string> = new Set();
  return ({ frames, at }) => {
    for (const [mid, count] of frames) {
      const known = last.get(mid);
      if (known?.frames !== count)
        last.set(mid, { frames: count, at: count === 0 ? Number.NEGATIVE_INFINITY : at });
    }
    const moving = new Set(
      [...frames.keys()].filter((mid) => at - (last.get(mid)?.at ?? Number.NEGATIVE_INFINITY) < stillMs),
    );
    const isSame = moving.size === shown.size && [...moving].every((mid) => shown.has(mid));
    if (!isSame) shown = moving;
    return shown;
  };
}
