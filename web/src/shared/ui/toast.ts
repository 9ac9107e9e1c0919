import { signal } from "@/shared/lib/signal";

export interface Toast {
  id: number;
  tone: "info" | "danger";
  text: string;
}

export const toasts = signal<readonly Toast[]>([]);

const shownMs = 7000;
let last = 0;

export function dismissToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

export function showToast(text: string, tone: Toast["tone"] = "info"): void {
  const id = ++last;
  // The same words again are one toast that stays longer.
  const others = toasts.get().filter((toast) => toast.text !== text);
  toasts.set([...others, { id, tone, text }].slice(-3));
  setTimeout(() => dismissToast(id), shownMs);
}
