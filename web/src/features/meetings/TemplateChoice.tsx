import { GraduationCap, Layers, MessagesSquare, Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Template } from "@/shared/api/types";
import { Choice } from "@/shared/ui/Choice";

const icons: Record<string, typeof Layers> = {
  open_discussion: MessagesSquare,
  classroom_discussion: GraduationCap,
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
        const Icon = icons[template.key] ?? Layers;
        return {
          value: template.key,
          label: template.title,
          detail: template.description,
          icon: <Icon size={20} aria-hidden="true" className="mt-0.5 shrink-0" />,
        };
      })}
    />
  );
}
