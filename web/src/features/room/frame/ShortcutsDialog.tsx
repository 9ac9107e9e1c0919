import { useTranslation } from "react-i18next";
import { catalogue } from "@/shared/a11y/shortcuts";
import { Dialog } from "@/shared/ui/Dialog";

/** Keys that are no single letters: they are on at all times. */
const always = [
  { id: "region", label: "F6" },
  { id: "move", label: "Alt+↑ ↓" },
  { id: "escape", label: "Esc" },
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  return (
    <Dialog title={t("shortcuts.title")} onClose={onClose}>
      <dl className="divide-y divide-line">
        {[...catalogue, ...always].map(({ id, label }) => (
          <div key={id} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{t(`shortcuts.${id}`)}</dt>
            <dd>
              <kbd className="grid min-w-7 place-items-center rounded-md border border-line bg-surface px-1.5 py-0.5 font-mono text-sm">
                {label}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-muted">{t("shortcuts.hint")}</p>
    </Dialog>
  );
}
