import type { TFunction } from "i18next";
import type { Urgency } from "@/shared/a11y/announcer";
import type { Chime } from "@/shared/a11y/chime";
import { spokenTime } from "@/shared/i18n/format";
import type { RoomState } from "@/shared/rt/state";
import { currentPlan, holderOf, meetingOf, myRequest } from "../model";
import { ofEvent } from "./ofEvent";
import { ofTurn } from "./ofTurn";
import { placeInWords } from "./place";
import { statusSentence } from "./statusSentence";

export interface Announcement {
  text: string;
  urgency: Urgency;
  /** A later one with the same key makes an earlier one that still waits out of date. */
  key?: string;
  chime?: Chime;
}

export interface SayOptions {
  t: TFunction<"room">;
  /** The server's time. */
  now: number;
  others: boolean;
}

function ofPlace(before: RoomState, after: RoomState, { t }: SayOptions): Announcement | null {
  const place = myRequest(after)?.position ?? 0;
  const text = placeInWords(after, t);
  if (text === null || place === myRequest(before)?.position) return null;
  return { text, urgency: "polite", key: "place", ...(place === 1 ? { chime: "next" as const } : {}) };
}

function ofPhase(before: RoomState, after: RoomState, { t, now }: SayOptions): Announcement | null {
  const { phase, phases } = meetingOf(after);
  const plan = currentPlan(after);
  if (!phase || !plan || phase.started_at === meetingOf(before).phase?.started_at) return null;
  const where = { index: phase.index + 1, count: phases.length, title: plan.title };
  const text =
    phase.ends_at === null
      ? t("say.phase", where)
      : t("say.phaseTimed", {
          ...where,
          // A second on the way is no other length.
          time: spokenTime(Math.round((Date.parse(phase.ends_at) - now) / 10_000) * 10),
        });
  return { text, urgency: "polite", key: "phase" };
}

/** What to say about the step from one shown state to the next. */
export function announcementsOf(before: RoomState, after: RoomState, options: SayOptions): Announcement[] {
  const { t, now } = options;
  if (!before.meeting || !after.meeting) return [];
  if (before.link === "live" && after.link === "offline") {
    return [{ text: t("say.lost"), urgency: "assertive", key: "link" }];
  }
  if (before.link === "offline" && after.link === "live") {
    // One sentence on where things stand, instead of all that was missed.
    const text = `${t("say.restored")} ${statusSentence(after, now, t)}`;
    return [{ text, urgency: "polite", key: "link" }];
  }
  const fresh = after.history.filter((event) => event.seq > before.seq);
  const turned = holderOf(before)?.grant_no !== holderOf(after)?.grant_no;
  return [
    ...fresh.map((event) => ofEvent(event, after, options)),
    turned ? ofTurn(after, options) : null,
    ofPlace(before, after, options),
    ofPhase(before, after, options),
  ].filter((each) => each !== null);
}
