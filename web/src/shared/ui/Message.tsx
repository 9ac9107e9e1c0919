import type { ReactNode } from "react";

interface MessageProps {
  icon: ReactNode;
  title: string;
  level?: "h1" | "h2" | "h3";
  children?: ReactNode;
  actions?: ReactNode;
}

/** A quiet picture, a sentence and what one can do: for empty lists and for the ends of the road. */
export function Message({ icon, title, level: Heading = "h2", children, actions }: MessageProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-12 text-center">
      <span
        aria-hidden="true"
        className="grid size-14 place-items-center rounded-2xl bg-brand-soft text-on-brand-soft"
      >
        {icon}
      </span>
      <Heading className="text-xl font-semibold text-balance">{title}</Heading>
      {children && <div className="text-sm text-pretty text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
