import { act, render, renderHook, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { shortcutsOn } from "@/shared/prefs/switches";
import { announce } from "./announcer";
import { LiveRegions } from "./LiveRegions";
import { useShortcuts } from "./shortcuts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const later = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it("empties a region before it speaks, and leaves out what is out of date", () => {
  render(<LiveRegions />);
  const polite = screen.getByTestId("live-polite");
  act(() => {
    announce("The floor is free.");
    announce("You are 3rd of 3.", "polite", "place");
    announce("You are next.", "polite", "place");
  });
  expect(polite).toHaveTextContent("");
  const heard: string[] = [];
  for (let step = 0; step < 40; step++) {
    later(50);
    const text = polite.textContent ?? "";
    if (text && heard.at(-1) !== text) heard.push(text);
  }
  expect(heard).toEqual(["The floor is free.", "You are next."]);
});

it("acts on the place of a key, not while somebody types, and not when turned off", () => {
  const ask = vi.fn();
  const help = vi.fn();
  const more = vi.fn();
  const actions = { ask, help, more };
  renderHook(() => useShortcuts(actions));
  const press = (init: KeyboardEventInit, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  press({ code: "KeyR", key: "к" });
  expect(ask).toHaveBeenCalledOnce();
  press({ code: "Slash", shiftKey: true });
  expect(help).toHaveBeenCalledOnce();
  press({ code: "BracketRight", key: "+" });
  press({ code: "Equal", key: "+", shiftKey: true });
  expect(more).toHaveBeenCalledTimes(2);
  press({ code: "KeyR", ctrlKey: true });
  const field = document.body.appendChild(document.createElement("input"));
  press({ code: "KeyR" }, field);
  shortcutsOn.set(false);
  press({ code: "KeyR" });
  shortcutsOn.set(true);
  field.remove();
  expect(ask).toHaveBeenCalledOnce();
});
