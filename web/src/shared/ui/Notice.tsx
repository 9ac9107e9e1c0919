import { CircleAlert, Info } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "@/shared/lib/cx";

/** A box of words in the flow of the page. An error takes the focus, so that nobody looks for it. */
export function Notice({ tone = "info", children }: { tone?: "info" | "danger"; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tone === "danger") box.current?.focus();
  }, [tone]);
  const Icon = tone === "danger" ? CircleAlert : Info;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role={tone === "danger" ? "alert" : undefined}
      className={cx(
        "flex items-start gap-2.5 rounded-lg px-3.5 py-3 text-sm",
        tone === "danger" ? "bg-danger-soft text-danger-ink" : "bg-brand-soft text-on-brand-soft",
      )}
    >
      <Icon size={18} className="mt-px shrink-0" aria-hidden="true" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
