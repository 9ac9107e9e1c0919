const freshMs = 800;

/** Who contributes to a stream at the moment. Browsers remember sources for ten seconds: only time that goes on counts. */
export function sourceWatch(): (receiver: RTCRtpReceiver | null, now: number) => readonly number[] {
  let last = new Map<number, number>();
  let seen = new Map<number, number>();
  let shown: readonly number[] = [];
  return (receiver, now) => {
    const current = receiver?.getContributingSources() ?? [];
    for (const { source, timestamp } of current) {
      if (last.get(source) !== timestamp) seen.set(source, now);
      last.set(source, timestamp);
    }
    const known = new Set(current.map(({ source }) => source));
    last = new Map([...last].filter(([source]) => known.has(source)));
    seen = new Map([...seen].filter(([source]) => known.has(source)));
    const next = [...seen].filter(([, at]) => now - at < freshMs).map(([source]) => source);
    if (next.join() !== shown.join()) shown = next;
    return shown;
  };
}
