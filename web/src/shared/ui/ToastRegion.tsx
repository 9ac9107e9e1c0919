import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/shared/lib/signal";
import { dismissToast, toasts } from "./toast";

/** Comes from the block end, so that it never covers the speaking token at the top. */
export function ToastRegion() {
  const { t } = useTranslation();
  const shown = useSignal(toasts);
  return (
    <section
      aria-label={t("notifications")}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4 sm:bottom-6"
    >
      {shown.map((toast) => (
        <div
          key={toast.id}
          data-testid="toast"
          className="overlay-in pointer-events-auto flex w-full max-w-md items-center gap-3 rounded-xl border border-line bg-raised py-3 ps-4 pe-2 text-sm shadow-overlay"
        >
          {toast.tone === "danger" ? (
            <CircleAlert size={18} className="shrink-0 text-danger-ink" aria-hidden="true" />
          ) : (
            <CircleCheck size={18} className="shrink-0 text-turn" aria-hidden="true" />
          )}
          <p className="min-w-0 flex-1 py-0.5">{toast.text}</p>
          <button
            type="button"
            aria-label={t("dismiss")}
            onClick={() => dismissToast(toast.id)}
            className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover pointer-coarse:size-11"
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      ))}
    </section>
  );
}
