/** The wire: what the Rust types generate, under the names the UI uses. Every other file takes its wire types from here. */
import type { ClientMessage } from "@/gen/ClientMessage";

export type { AccountRole } from "@/gen/AccountRole";
export type { ClientMessage } from "@/gen/ClientMessage";
export type { EventView } from "@/gen/EventView";
export type { FloorKind } from "@/gen/FloorKind";
export type { FloorView } from "@/gen/FloorView";
export type { HolderView } from "@/gen/HolderView";
export type { MeetingRole } from "@/gen/MeetingRole";
export type { MeetingView } from "@/gen/MeetingView";
export type { Outcome } from "@/gen/Outcome";
export type { ParticipantView } from "@/gen/ParticipantView";
export type { Phase } from "@/gen/Phase";
export type { RequestView } from "@/gen/RequestView";
export type { Right } from "@/gen/Right";
export type { ServerMessage } from "@/gen/ServerMessage";
export type { Settings } from "@/gen/Settings";
export type { Status as MeetingStatus } from "@/gen/Status";
export type { You } from "@/gen/You";

type ConnectionMessage = "hello" | "ping" | "join" | "resume" | "unfollow";
export type CommandMessage = Exclude<ClientMessage, { type: ConnectionMessage }>;

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a person can order; the id and the meeting are added on the way out. */
export type Command = Without<CommandMessage, "id" | "meeting_id">;
export type CommandType = Command["type"];
