import type { TFunction } from "i18next";
import type { Urgency } from "@/shared/a11y/announcer";
import { clock } from "@/shared/i18n/format";
import type { RoomState } from "@/shared/rt/state";
import type { EventView } from "@/shared/rt/wire";
import { currentPlan, holderOf, isMine, meetingOf, myId, myRequest, queueOf } from "../model";
import { statusSentence } from "./statusSentence";

export interface Announcement {
  text: string;
  urgency: Urgency;
  /** A later one with the same key makes an earlier one that still waits out of date. */
  key?: string;
}

interface Options {
  t: TFunction<"room">;
  /** The server's time. */
  now: number;
  others: boolean;
}

function ofEvent(event: EventView, me: string, t: Options["t"]): Announcement | null {
  switch (event.kind) {
    case "floor_revoked": {
      if (event.payload.participant_id !== me) return null;
      const { cause, reason } = event.payload;
      const byTime = cause === "overtime" ? t("say.revokedTime") : t("say.revoked");
      return { text: reason ? t("say.revokedReason", { reason }) : byTime, urgency: "assertive" };
    }
    case "request_denied": {
      if (event.payload.participant_id !== me) return null;
      const { reason } = event.payload;
      return { text: reason ? t("say.deniedReason", { reason }) : t("say.denied"), urgency: "polite" };
    }
    case "request_withdrawn": {
      const { participant_id, cause } = event.payload;
      if (participant_id !== me || cause !== "facilitator") return null;
      return { text: t("say.withdrawn"), urgency: "polite" };
    }
    case "meeting_started":
      return { text: t("say.started"), urgency: "polite" };
    case "meeting_closed":
      return { text: t("say.closed"), urgency: "assertive" };
    default:
      return null;
  }
}

function ofTurn(before: RoomState, after: RoomState, { t, now, others }: Options): Announcement | null {
  const holder = holderOf(after);
  if (!holder || holder.grant_no === holderOf(before)?.grant_no) return null;
  if (isMine(after)) {
    const left = holder.ends_at ? (Date.parse(holder.ends_at) - now) / 1000 : null;
    const text =
      left === null ? t("say.yourTurn") : t("say.yourTurnTimed", { time: clock(Math.round(left)) });
    return { text, urgency: "assertive", key: "turn" };
  }
  if (!others) return null;
  return { text: t("say.theirTurn", { name: holder.display_name }), urgency: "polite", key: "turn" };
}

function ofPlace(before: RoomState, after: RoomState, { t }: Options): Announcement | null {
  const place = myRequest(after)?.position ?? 0;
  if (place === 0 || place === myRequest(before)?.position) return null;
  const total = queueOf(after).length;
  const text = place === 1 ? t("say.next") : `${t("token.place", { count: place, ordinal: true, total })}.`;
  return { text, urgency: "polite", key: "place" };
}

function ofPhase(before: RoomState, after: RoomState, { t }: Options): Announcement | null {
  const { phase, phases } = meetingOf(after);
  const plan = currentPlan(after);
  if (!phase || !plan || phase.started_at === meetingOf(before).phase?.started_at) return null;
  const text = t("say.phase", { index: phase.index + 1, count: phases.length, title: plan.title });
  return { text, urgency: "polite", key: "phase" };
}

/** What to say about the step from one shown state to the next. */
export function announcementsOf(before: RoomState, after: RoomState, options: Options): Announcement[] {
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
  return [
    ...fresh.map((event) => ofEvent(event, myId(after), t)),
    ofTurn(before, after, options),
    ofPlace(before, after, options),
    ofPhase(before, after, options),
  ].filter((each) => each !== null);
}
