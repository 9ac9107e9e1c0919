import { CircleHelp, Flag, MessageSquarePlus, Reply } from "lucide-react";
import type { FloorKind } from "@/shared/rt/wire";

export const kindIcons: Record<FloorKind, typeof Flag> = {
  contribution: MessageSquarePlus,
  clarifying_question: CircleHelp,
  direct_reply: Reply,
  point_of_order: Flag,
};
