import {
  FileStack,
  Gavel,
  GraduationCap,
  Landmark,
  MessagesSquare,
  RotateCcw,
  Scale,
  Timer,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Template } from "@/shared/api/types";
import { Choice } from "@/shared/ui/Choice";

const icons: Record<string, typeof Gavel> = {
  corporate_decision: Gavel,
  open_discussion: MessagesSquare,
  classroom_discussion: GraduationCap,
  structured_debate: Scale,
  public_assembly: Landmark,
  retrospective: RotateCcw,
  stand_up: Timer,
};

interface TemplateChoiceProps {
  templates: readonly Template[];
  value: string;
  onChange: (key: string) => void;
}

export function TemplateChoice({ templates, value, onChange }: TemplateChoiceProps) {
  const { t } = useTranslation("meetings");
  return (
    <Choice
      legend={t("create.template")}
      hideLegend
      name="template"
      columns="sm:grid-cols-2"
      value={value}
      onChange={onChange}
      options={templates.map((template) => {
        const Icon = (template.source === "built_in" && icons[template.key]) || FileStack;
        return {
          value: template.key,
          label: template.title,
          detail: <Detail template={template} />,
          icon: <Icon size={20} aria-hidden="true" className="mt-0.5 shrink-0" />,
        };
      })}
    />
  );
}

function Detail({ template }: { template: Template }) {
  const { t } = useTranslation("meetings");
  const { t: common } = useTranslation();
  const minutes = Math.round(template.planned_ms / 60_000);
  const facts = [
    t("template.phases", { count: template.phases.length }),
    minutes > 0 ? common("minutes", { count: minutes }) : common("phases.open"),
    ...(template.source === "own" ? [t("template.own")] : []),
  ];
  return (
    <>
      <span className="line-clamp-2">{template.description}</span>
      <span className="mt-1 block text-xs tabular-nums">{facts.join(" · ")}</span>
    </>
  );
}
