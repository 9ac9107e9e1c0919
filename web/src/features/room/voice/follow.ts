import type { TFunction } from "i18next";
import { announce } from "@/shared/a11y/announcer";
import type { Chime } from "@/shared/a11y/chime";
import type { RoomClient } from "@/shared/rt/client";
import type { RoomState } from "@/shared/rt/state";
import { onTick } from "@/shared/rt/ticker";
import { holderOf, isMine, meetingOf } from "../model";
import { turnLeft } from "../turn";
import { type Announcement, announcementsOf } from "./announcements";
import { placeInWords } from "./place";
import { crossedMark } from "./timeMarks";

/** Changes of my place that follow one another more quickly are one. */
const placeEveryMs = 3000;
const phaseMarkSeconds = 60;

export interface Voice {
  t: TFunction<"room">;
  /** Whether turns of other people are said. */
  others: () => boolean;
  chime: (which: Chime) => void;
  /** My turn has come: for the eyes and hands of who looks elsewhere. */
  myTurn: () => void;
}

/** Says my place at once, and what has become of it at most every three seconds. */
function placeSpeaker({ clock, store }: RoomClient, t: Voice["t"]) {
  let saidAt = Number.NEGATIVE_INFINITY;
  let said = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = () => {
    timer = undefined;
    const text = store.shown().meeting && placeInWords(store.shown(), t);
    if (!text || text === said) return;
    said = text;
    saidAt = clock.local();
    announce(text, "polite", "place");
  };
  return {
    changed(text: string, urgent: boolean) {
      clearTimeout(timer);
      // Coming back to the same place later is worth saying; coming back to it before anything was said is not.
      if (text !== said || clock.local() - saidAt > placeEveryMs) said = "";
      const wait = urgent ? 0 : Math.max(0, saidAt + placeEveryMs - clock.local());
      if (wait === 0) say();
      else timer = setTimeout(say, wait);
    },
    stop: () => clearTimeout(timer),
  };
}

const secondsLeft = (state: RoomState, now: number): number | null => {
  const holder = state.link === "live" && isMine(state) ? holderOf(state) : null;
  const left = holder ? turnLeft(holder, now) : null;
  return left === null ? null : Math.ceil(left / 1000);
};

const phaseSecondsLeft = (state: RoomState, now: number): number | null => {
  const endsAt = state.link === "live" ? meetingOf(state).phase?.ends_at : null;
  return endsAt ? Math.ceil((Date.parse(endsAt) - now) / 1000) : null;
};

/** The marks of my own time, and of the phase's. The timers themselves are silent: they would speak every second. */
function markSpeaker({ clock, store }: RoomClient, t: Voice["t"]): () => void {
  let grant: number | undefined;
  let before: number | null = null;
  let phaseBefore: number | null = null;
  return () => {
    const state = store.shown();
    if (!state.meeting) return;
    const left = secondsLeft(state, clock.now());
    const holds = holderOf(state)?.grant_no;
    const mark = holds === grant ? crossedMark(before, left) : null;
    [grant, before] = [holds, left];
    if (mark !== null) {
      const text =
        mark === 0 ? t("say.over") : mark === 60 ? t("say.minute") : t("say.seconds", { count: mark });
      announce(text, mark === 60 ? "polite" : "assertive", "time");
    }
    const phaseLeft = phaseSecondsLeft(state, clock.now());
    const passed = phaseBefore !== null && phaseLeft !== null && phaseBefore > phaseMarkSeconds;
    if (passed && phaseLeft <= phaseMarkSeconds && phaseLeft > 0)
      announce(t("say.phaseMinute"), "polite", "phaseTime");
    phaseBefore = phaseLeft;
  };
}

/** Gives a room its voice: everything a screen reader is told comes from here. Answers how to silence it. */
export function follow(client: RoomClient, voice: Voice): () => void {
  const { store, clock } = client;
  const place = placeSpeaker(client, voice.t);
  let before = store.shown();
  const tell = ({ text, urgency, key, chime }: Announcement) => {
    if (key === "place") place.changed(text, chime === "next");
    else announce(text, urgency, key);
    if (chime) voice.chime(chime);
    if (chime === "turn") voice.myTurn();
  };
  const silence = [
    store.subscribe(() => {
      const after = store.shown();
      const options = { t: voice.t, now: clock.now(), others: voice.others() };
      for (const each of announcementsOf(before, after, options)) tell(each);
      before = after;
    }),
    onTick(markSpeaker(client, voice.t)),
    place.stop,
  ];
  return () => {
    for (const stop of silence) stop();
  };
}
