import i18next from "i18next";
import { spokenTime } from "@/shared/i18n/format";
import { nameOf } from "@/shared/rt/reduce-queue";
import type { RoomState } from "@/shared/rt/state";
import type { EventView } from "@/shared/rt/wire";
import { currentItem, holderOf, isMine, meetingOf, myId } from "../model";
import { turnLeft } from "../turn";
import type { Announcement, SayOptions } from "./announcements";

const polite = (text: string, key?: string): Announcement => ({
  text,
  urgency: "polite",
  ...(key ? { key } : {}),
});
const assertive = (text: string): Announcement => ({ text, urgency: "assertive" });

function leftInWords(state: RoomState, { t, now }: SayOptions): string {
  const holder = holderOf(state);
  const left = holder ? turnLeft(holder, now) : null;
  return left === null ? "" : t("say.left", { time: spokenTime(left / 1000) });
}

function revoked(event: EventView & { kind: "floor_revoked" }, t: SayOptions["t"]): Announcement {
  const { cause, reason } = event.payload;
  if (cause === "overtime") return assertive(t("say.revokedTime"));
  if (cause === "disconnected") return assertive(t("say.revokedLost"));
  return assertive(reason ? t("say.revokedReason", { reason }) : t("say.revoked"));
}

/** What concerns the clock of my turn. */
function ofMyClock(event: EventView, after: RoomState, options: SayOptions): Announcement | null {
  const { t } = options;
  if (!isMine(after)) return null;
  switch (event.kind) {
    case "turn_paused":
      return event.payload.cause === "facilitator" ? assertive(t("say.paused")) : null;
    case "turn_resumed":
      return assertive(`${t("say.resumed")} ${leftInWords(after, options)}`.trim());
    case "turn_extended": {
      const { by_ms } = event.payload;
      const time = spokenTime(Math.abs(by_ms) / 1000);
      const change = by_ms > 0 ? t("say.more", { time }) : t("say.less", { time });
      return polite(`${change} ${leftInWords(after, options)}`.trim(), "extended");
    }
    default:
      return null;
  }
}

/** What concerns me. */
function ofMine(event: EventView, after: RoomState, { t }: SayOptions): Announcement | null {
  switch (event.kind) {
    case "floor_revoked":
      return revoked(event, t);
    case "floor_released":
      return event.payload.cause === "handed_over" && event.actor !== myId(after)
        ? assertive(t("say.handedOver"))
        : null;
    case "grant_undone":
      return assertive(t(event.payload.request_id === null ? "say.undone" : "say.undoneWaiting"));
    case "request_denied": {
      const { reason } = event.payload;
      return polite(reason ? t("say.deniedReason", { reason }) : t("say.denied"));
    }
    case "request_withdrawn":
      return event.payload.cause === "facilitator" ? polite(t("say.withdrawn")) : null;
    case "last_word_given":
      return polite(t("say.lastWord"));
    case "invited_to_speak": {
      const name = nameOf(meetingOf(after), event.actor ?? "");
      return polite(name ? t("say.invited", { name }) : t("say.invitedByNobody"));
    }
    case "role_changed":
      return polite(t("say.role", { role: i18next.t(`role.${event.payload.role}`) }));
    default:
      return null;
  }
}

/** What to say about one event. Turns, places and phases are told by what they come to, not event by event. */
export function ofEvent(event: EventView, after: RoomState, options: SayOptions): Announcement | null {
  const { t } = options;
  const { payload } = event;
  if ("participant_id" in payload && payload.participant_id === myId(after)) {
    return ofMine(event, after, options);
  }
  switch (event.kind) {
    case "turn_paused":
    case "turn_resumed":
    case "turn_extended":
      return ofMyClock(event, after, options);
    case "meeting_started":
      return polite(t("say.started"));
    case "meeting_closed":
      return assertive(t("say.closed"));
    case "agenda_item_entered": {
      const item = currentItem(after);
      return item ? polite(t("say.item", { title: item.title }), "item") : null;
    }
    default:
      return null;
  }
}
