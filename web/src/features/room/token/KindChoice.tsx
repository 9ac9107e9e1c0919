import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { inPrecedence } from "@/shared/rt/kinds";
import type { FloorKind, Stance } from "@/shared/rt/wire";
import { Choice } from "@/shared/ui/Choice";
import { kindIcons } from "../kindIcons";

interface KindChoiceProps {
  kinds: readonly FloorKind[];
  value: FloorKind;
  onChange: (kind: FloorKind) => void;
}

/** What the floor is wanted for, the most pressing first, as the queue will have it. */
export function KindChoice({ kinds, value, onChange }: KindChoiceProps) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  return (
    <Choice
      legend={t("askDialog.kind")}
      name="kind"
      value={value}
      onChange={onChange}
      options={inPrecedence(kinds).map((kind) => {
        const Icon = kindIcons[kind];
        return {
          value: kind,
          label: common(`kind.${kind}`),
          detail: t(`askDialog.${kind}`),
          icon: <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 opacity-80" />,
        };
      })}
    />
  );
}

interface StanceChoiceProps {
  value: Stance | null;
  onChange: (stance: Stance | null) => void;
}

export function StanceChoice({ value, onChange }: StanceChoiceProps) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  return (
    <Choice
      legend={t("askDialog.stance")}
      name="stance"
      look="segments"
      value={value ?? "none"}
      onChange={(stance) => onChange(stance === "none" ? null : stance)}
      options={[
        { value: "pro", label: common("stance.pro"), icon: <ThumbsUp size={16} aria-hidden="true" /> },
        { value: "none", label: t("askDialog.noStance") },
        {
          value: "contra",
          label: common("stance.contra"),
          icon: <ThumbsDown size={16} aria-hidden="true" />,
        },
      ]}
    />
  );
}
