import {
  BookOpen,
  CalendarCog,
  CheckCheck,
  EyeOff,
  Flag,
  Hourglass,
  ListOrdered,
  Mic,
  MicOff,
  ScreenShare,
  Send,
  ShieldAlert,
  Undo2,
  UserRound,
} from "lucide-react";
import { cx } from "@/shared/lib/cx";

const families: [prefix: string, Icon: typeof Mic, tone: string][] = [
  ["floor_granted", Mic, "bg-turn-soft text-on-turn-soft"],
  ["floor_revoked", MicOff, "bg-danger-soft text-danger-ink"],
  ["floor_released", MicOff, "bg-hover text-muted"],
  ["floor_suspended", MicOff, "bg-warn text-on-warn"],
  ["grant_undone", Undo2, "bg-danger-soft text-danger-ink"],
  ["turn_", Hourglass, "bg-warn text-on-warn"],
  ["phase_", Flag, "bg-brand-soft text-on-brand-soft"],
  ["participant_muted", MicOff, "bg-warn text-on-warn"],
  ["participant_unmuted", Mic, "bg-hover text-muted"],
  ["screen_", ScreenShare, "bg-brand-soft text-on-brand-soft"],
  ["participant_", UserRound, "bg-hover text-muted"],
  ["role_", UserRound, "bg-brand-soft text-on-brand-soft"],
  ["extra_time_", Hourglass, "bg-hover text-muted"],
  ["group_", UserRound, "bg-hover text-muted"],
  ["ready_", CheckCheck, "bg-turn-soft text-on-turn-soft"],
  ["invited_", Send, "bg-brand-soft text-on-brand-soft"],
  ["agenda_", BookOpen, "bg-brand-soft text-on-brand-soft"],
  ["lots_", ListOrdered, "bg-brand-soft text-on-brand-soft"],
  ["last_word_", ListOrdered, "bg-brand-soft text-on-brand-soft"],
  ["floor_requested", ListOrdered, "bg-hover text-muted"],
  ["request_", ListOrdered, "bg-hover text-muted"],
  ["queue_", ListOrdered, "bg-brand-soft text-on-brand-soft"],
  ["meeting_", CalendarCog, "bg-brand-soft text-on-brand-soft"],
  ["command_refused", ShieldAlert, "bg-danger-soft text-danger-ink"],
];

export function EventIcon({ kind }: { kind: string }) {
  const [, Icon, tone] = families.find(([prefix]) => kind.startsWith(prefix)) ?? [
    "",
    EyeOff,
    "bg-hover text-muted",
  ];
  return (
    <span aria-hidden="true" className={cx("grid size-7 shrink-0 place-items-center rounded-full", tone)}>
      <Icon size={14} />
    </span>
  );
}
