import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/Button";
import { IconButton } from "@/shared/ui/IconButton";
import { TextField } from "@/shared/ui/TextField";

export interface LinkDraft {
  key: number;
  title: string;
  url: string;
}

const most = 20;

interface LinkFieldsProps {
  links: LinkDraft[];
  onChange: (links: LinkDraft[]) => void;
}

/** What there is to read for an item. */
export function LinkFields({ links, onChange }: LinkFieldsProps) {
  const { t } = useTranslation("room");
  const set = (key: number, change: Partial<LinkDraft>) =>
    onChange(links.map((link) => (link.key === key ? { ...link, ...change } : link)));
  const add = () =>
    onChange([...links, { key: 1 + Math.max(0, ...links.map((link) => link.key)), title: "", url: "" }]);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 text-sm font-semibold">{t("agenda.links")}</legend>
      {links.map((link, index) => (
        <div key={link.key} className="flex items-end gap-2">
          <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
            <TextField
              label={t("agenda.linkTitle", { number: index + 1 })}
              maxLength={200}
              value={link.title}
              onChange={(event) => set(link.key, { title: event.target.value })}
            />
            <TextField
              label={t("agenda.linkUrl", { number: index + 1 })}
              type="url"
              required
              maxLength={2000}
              pattern="https?://.+"
              placeholder="https://"
              value={link.url}
              onChange={(event) => set(link.key, { url: event.target.value })}
            />
          </div>
          <IconButton
            label={t("agenda.dropLink", { number: index + 1 })}
            onPress={() => onChange(links.filter((each) => each.key !== link.key))}
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      {links.length < most && (
        <Button size="sm" className="self-start" onClick={add}>
          <Plus size={15} aria-hidden="true" />
          {t("agenda.addLink")}
        </Button>
      )}
    </fieldset>
  );
}
