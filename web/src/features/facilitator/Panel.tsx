import { type ReactNode, useId } from "react";
import { cx } from "@/shared/lib/cx";

interface PanelProps {
  title: string;
  /** At the end of the title's line. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Panel({ title, aside, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx("flex min-w-0 flex-col rounded-xl border border-line bg-raised", className)}
    >
      <header className="flex min-h-12 items-center gap-2 px-4 pt-1">
        <h2 id={id} className="min-w-0 flex-1 text-sm font-semibold">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
