import { CornerDownRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { meetingOf } from "@/features/room";
import { clock, isolated } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";

/** Whose turns wait for the end of an interruption, the next one to go on first. */
export function Interrupted() {
  const { t } = useTranslation("facilitator");
  const suspended = useRoom((state) => meetingOf(state).floor.suspended);
  if (suspended.length === 0) return null;
  return (
    <ul
      aria-label={t("now.interrupted")}
      className="flex flex-col gap-1 rounded-lg bg-surface px-3 py-2 text-sm"
    >
      {suspended.toReversed().map((turn) => (
        <li key={turn.grant_no} className="flex items-center gap-2">
          <CornerDownRight size={15} aria-hidden="true" className="shrink-0 text-muted rtl:-scale-x-100" />
          <span>
            {turn.remaining_ms === null
              ? t("now.goesOn", { name: isolated(turn.display_name) })
              : t("now.goesOnWith", {
                  name: isolated(turn.display_name),
                  time: clock(turn.remaining_ms / 1000),
                })}
          </span>
        </li>
      ))}
    </ul>
  );
}
