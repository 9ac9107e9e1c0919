/** The bodies of the HTTP calls, from the Rust types, under the names the UI uses. */
export type { Account } from "@/gen/Account";
export type { AuditEvent as RecordLine } from "@/gen/AuditEvent";
export type { AuditPage as RecordPage } from "@/gen/AuditPage";
export type { CreateMeeting as NewMeeting } from "@/gen/CreateMeeting";
export type { MeetingSummary as Meeting } from "@/gen/MeetingSummary";
export type { MeetingsPage } from "@/gen/MeetingsPage";
export type { OrganisationStats } from "@/gen/OrganisationStats";
export type { PersonStats } from "@/gen/PersonStats";
export type { Problem } from "@/gen/Problem";
export type { SaveTemplate } from "@/gen/SaveTemplate";
export type { SettingsChange } from "@/gen/SettingsChange";
export type { SignUp } from "@/gen/SignUp";
export type { SpeakerStats } from "@/gen/SpeakerStats";
export type { Stats } from "@/gen/Stats";
export type { Template as Plan } from "@/gen/Template";
export type { Templates } from "@/gen/Templates";
export type { TemplateView as Template } from "@/gen/TemplateView";
export type { Tokens } from "@/gen/Tokens";
