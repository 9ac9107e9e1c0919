import { ListOrdered, Mic, ShieldCheck } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "@/shared/ui/Logo";

function Pitch() {
  const { t } = useTranslation("auth");
  const points = [
    { Icon: Mic, text: t("pitch.one") },
    { Icon: ListOrdered, text: t("pitch.two") },
    { Icon: ShieldCheck, text: t("pitch.three") },
  ];
  return (
    <aside className="hidden flex-col justify-center gap-8 border-s border-line bg-surface px-12 lg:flex xl:px-20">
      <h2 className="max-w-md text-3xl font-semibold tracking-tight text-balance">{t("pitch.title")}</h2>
      <ul className="flex max-w-md flex-col gap-5">
        {points.map(({ Icon, text }) => (
          <li key={text} className="flex items-start gap-4">
            <span
              aria-hidden="true"
              className="grid size-10 shrink-0 place-items-center rounded-xl bg-brand-soft text-on-brand-soft"
            >
              <Icon size={20} />
            </span>
            <p className="pt-2 text-base text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** The two pages before one is in: the form on one side, what this is about on the other. */
export function AuthLayout({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex flex-col px-5 py-6 sm:px-10">
        <p className="flex items-center gap-2.5 text-base font-semibold">
          <Logo />
          OrchestraSec
        </p>
        <div className="mx-auto flex w-full max-w-104 flex-1 flex-col justify-center gap-6 py-10">
          <div>
            <h1 ref={heading} tabIndex={-1} className="text-3xl font-semibold tracking-tight">
              {title}
            </h1>
            <p className="mt-1 text-base text-muted">{lead}</p>
          </div>
          {children}
        </div>
      </main>
      <Pitch />
    </div>
  );
}
