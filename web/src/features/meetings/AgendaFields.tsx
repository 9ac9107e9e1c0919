import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/Button";
import { controlClass } from "@/shared/ui/Field";
import { IconButton } from "@/shared/ui/IconButton";
import { type DraftItem, moved } from "./draft";

interface AgendaFieldsProps {
  items: readonly DraftItem[];
  onChange: (items: DraftItem[]) => void;
}

export function AgendaFields({ items, onChange }: AgendaFieldsProps) {
  const { t } = useTranslation("meetings");
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  });
  const change = (index: number, part: Partial<DraftItem>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const add = () => {
    added.current = true;
    onChange([...items, { row: 1 + Math.max(0, ...items.map((item) => item.row)), title: "", minutes: "" }]);
  };
  return (
    <div className="flex flex-col gap-2">
      <ol ref={list} className="flex flex-col gap-2">
        {items.map((item, index) => (
          <AgendaField
            key={item.row}
            item={item}
            number={index + 1}
            count={items.length}
            onChange={(part) => change(index, part)}
            onMove={(by) => onChange(moved(items, index, index + by))}
            onRemove={() => onChange(items.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      <Button className="self-start" onClick={add}>
        <Plus size={16} aria-hidden="true" />
        {t("agenda.add")}
      </Button>
    </div>
  );
}

interface AgendaFieldProps {
  item: DraftItem;
  number: number;
  count: number;
  onChange: (part: Partial<DraftItem>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function AgendaField({ item, number, count, onChange, onMove, onRemove }: AgendaFieldProps) {
  const { t } = useTranslation("meetings");
  return (
    <li className="flex flex-wrap items-center gap-2 max-sm:rounded-xl max-sm:border max-sm:border-line max-sm:p-2">
      <span aria-hidden="true" className="w-5 shrink-0 text-center text-sm text-muted tabular-nums">
        {number}
      </span>
      <input
        aria-label={t("agenda.title", { number })}
        placeholder={t("agenda.placeholder")}
        maxLength={200}
        value={item.title}
        onChange={(event) => onChange({ title: event.target.value })}
        className={`${controlClass} min-w-40 flex-1`}
      />
      <span className="relative w-24 shrink-0">
        <input
          aria-label={t("agenda.minutes", { number })}
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          placeholder="–"
          value={item.minutes}
          onChange={(event) => onChange({ minutes: event.target.value })}
          className={`${controlClass} pe-11`}
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 end-3 grid place-items-center text-sm text-muted"
        >
          {t("agenda.min")}
        </span>
      </span>
      <span className="flex max-sm:ms-auto">
        <IconButton label={t("agenda.up", { number })} isDisabled={number === 1} onPress={() => onMove(-1)}>
          <ArrowUp size={16} aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t("agenda.down", { number })}
          isDisabled={number === count}
          onPress={() => onMove(1)}
        >
          <ArrowDown size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t("agenda.remove", { number })} onPress={onRemove}>
          <Trash2 size={16} aria-hidden="true" />
        </IconButton>
      </span>
    </li>
  );
}
