import { signal } from "@/shared/lib/signal";

export type Urgency = "polite" | "assertive";

interface Message {
  text: string;
  key: string | undefined;
}

const clearedMs = 150;
const apartMs = 400;

/** One live region. It is emptied first, since a screen reader is silent when the same text comes twice. */
function channel() {
  const text = signal("");
  let queue: Message[] = [];
  let busy = false;

  function next(): void {
    const message = queue.shift();
    busy = message !== undefined;
    if (!message) return;
    text.set("");
    setTimeout(() => {
      text.set(message.text);
      setTimeout(next, apartMs);
    }, clearedMs);
  }

  return {
    text,
    /** A message with a key takes the place of one that still waits with the same key: it is out of date. */
    say(words: string, key?: string): void {
      if (key) queue = queue.filter((each) => each.key !== key);
      if (queue.some((each) => each.text === words)) return;
      queue.push({ text: words, key });
      if (!busy) next();
    },
  };
}

export const channels: Record<Urgency, ReturnType<typeof channel>> = {
  polite: channel(),
  assertive: channel(),
};

export function announce(text: string, urgency: Urgency = "polite", key?: string): void {
  channels[urgency].say(text, key);
}
