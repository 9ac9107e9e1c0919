import { signal } from "@/shared/lib/signal";
import { readStored, writeStored } from "@/shared/lib/storage";

export const layouts = ["grid", "speaker"] as const;
export type Layout = (typeof layouts)[number];

const stored = readStored("layout");

/** All alike, or who speaks large. */
export const layout = signal<Layout>(layouts.find((each) => each === stored) ?? "grid");
layout.subscribe(() => writeStored("layout", layout.get()));

export const toggleLayout = (): void => layout.set(layout.get() === "grid" ? "speaker" : "grid");
