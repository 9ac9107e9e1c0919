import type { RoomState } from "@/shared/rt/state";
import type { MeetingView, ParticipantView } from "@/shared/rt/wire";
import type { Input } from "./inputs";

const phaseRules = ({ phase, phases }: MeetingView) => (phase ? phases[phase.index]?.rules : undefined);

/** How many may be heard at once without the floor. A server without media does not say. */
export const openMicrophones = (meeting: MeetingView): number =>
  (meeting.status === "live" && phaseRules(meeting)?.open_microphones) || 0;

const meIn = (state: RoomState): ParticipantView | undefined =>
  state.meeting?.participants.find((each) => each.participant_id === state.you?.participant_id);

export type Gate = "open" | "waiting" | "paused" | "muted" | "closed";

/** Whether the server lets my voice through: it decides, this only says the same. */
export function gateOf(state: RoomState): Gate {
  const { meeting } = state;
  const me = meIn(state);
  if (!meeting || !me || meeting.status !== "live" || me.role === "observer") return "closed";
  const { holder } = meeting.floor;
  const mine = holder?.participant_id === me.participant_id;
  if (mine && !holder.pause) return "open";
  if (openMicrophones(meeting) > 0) return me.muted ? "muted" : "open";
  return mine ? "paused" : "waiting";
}

export type MicState = "off" | "opening" | "heard" | "toTalk" | "waiting" | "paused" | "muted" | "closed";

/** The truth about my microphone, in one word. */
export function micState(input: Input, gate: Gate, talks: { byKey: boolean; pressed: boolean }): MicState {
  if (input.opening && !input.track) return "opening";
  if (!input.on) return "off";
  if (gate !== "open") return gate;
  return talks.byKey && !talks.pressed ? "toTalk" : "heard";
}

/** Whether others would see my screen. */
export function mayShare(state: RoomState): boolean {
  const me = meIn(state);
  if (!me || state.meeting?.status !== "live" || me.role === "observer") return false;
  const holds = state.meeting.floor.holder?.participant_id === me.participant_id;
  return holds || me.role === "facilitator" || me.screen_allowed;
}

export interface Heard {
  participantId: string;
  /** The grant by which the server lets this voice through; `null`: everyone may speak. */
  grant: number | null;
}

/** Who is heard, from what the packets themselves say: a speaker's number and the number of the grant. */
export function heardBy(meeting: MeetingView, sources: readonly number[], open: readonly string[]): Heard[] {
  const { holder } = meeting.floor;
  const number = meeting.participants.findIndex((each) => each.participant_id === holder?.participant_id) + 1;
  const byGrant = holder && number > 0 && sources.includes(number) && sources.includes(holder.grant_no);
  return [
    ...(byGrant ? [{ participantId: holder.participant_id, grant: holder.grant_no }] : []),
    ...open.map((participantId) => ({ participantId, grant: null })),
  ];
}
