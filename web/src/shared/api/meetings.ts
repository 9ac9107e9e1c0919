import type { MeetingRole, MeetingStatus } from "@/shared/rt/wire";
import { request } from "./request";
import type { Meeting, MeetingsPage, NewMeeting, RecordPage } from "./types";

export const listMeetings = (status: MeetingStatus, page: number, perPage = 50) =>
  request<MeetingsPage>(`/meetings?status=${status}&page=${page}&per_page=${perPage}`);

export const readMeeting = (id: string) => request<Meeting>(`/meetings/${encodeURIComponent(id)}`);

export const createMeeting = (body: NewMeeting) => request<Meeting>("/meetings", { method: "POST", body });

export const joinMeeting = (id: string, role: Exclude<MeetingRole, "facilitator">) =>
  request<Meeting>(`/meetings/${encodeURIComponent(id)}/join`, { method: "POST", body: { role } });

export const readRecord = (id: string, after: number, limit: number) =>
  request<RecordPage>(`/meetings/${encodeURIComponent(id)}/audit?after=${after}&limit=${limit}`);
