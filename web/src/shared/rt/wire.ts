/** The wire: what the Rust types generate, under the names the UI uses. Every other file takes its wire types from here. */
import type { ClientMessage } from "@/gen/ClientMessage";
import type { ServerMessage } from "@/gen/ServerMessage";

export type { AccountRole } from "@/gen/AccountRole";
export type { Admission } from "@/gen/Admission";
export type { AgendaItem } from "@/gen/AgendaItem";
export type { AgendaText } from "@/gen/AgendaText";
export type { AgendaView } from "@/gen/AgendaView";
export type { ClientMessage } from "@/gen/ClientMessage";
export type { EventView } from "@/gen/EventView";
export type { Explanation } from "@/gen/Explanation";
export type { FloorKind } from "@/gen/FloorKind";
export type { FloorView } from "@/gen/FloorView";
export type { Group } from "@/gen/Group";
export type { HolderView } from "@/gen/HolderView";
export type { LateAdmission } from "@/gen/LateAdmission";
export type { Link } from "@/gen/Link";
export type { MediaMids } from "@/gen/MediaMids";
export type { MediaSlot } from "@/gen/MediaSlot";
export type { MeetingRole } from "@/gen/MeetingRole";
export type { MeetingView } from "@/gen/MeetingView";
export type { Outcome } from "@/gen/Outcome";
export type { ParticipantView } from "@/gen/ParticipantView";
export type { Pause } from "@/gen/Pause";
export type { Phase } from "@/gen/Phase";
export type { Place } from "@/gen/Place";
export type { QueueOrder } from "@/gen/QueueOrder";
export type { RequestView } from "@/gen/RequestView";
export type { Right } from "@/gen/Right";
export type { ServerMessage } from "@/gen/ServerMessage";
export type { Settings } from "@/gen/Settings";
export type { SettingsChange } from "@/gen/SettingsChange";
export type { Stance } from "@/gen/Stance";
export type { Status as MeetingStatus } from "@/gen/Status";
export type { SuspendedView } from "@/gen/SuspendedView";
export type { WantedVideo } from "@/gen/WantedVideo";
export type { You } from "@/gen/You";

type ConnectionMessage = "hello" | "ping" | "join" | "resume" | "unfollow";
type AboutMedia = { type: `media_${string}` };
export type CommandMessage = Exclude<ClientMessage, { type: ConnectionMessage } | AboutMedia>;

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a person can order; the id and the meeting are added on the way out. */
export type Command = Without<CommandMessage, "id" | "meeting_id">;
export type CommandType = Command["type"];

/** What a client says about audio and video, and what it hears: nothing of it is in the record. */
export type MediaRequest = Without<Extract<ClientMessage, AboutMedia>, "id" | "meeting_id">;
export type MediaMessage = Extract<ServerMessage, AboutMedia>;
