import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/a11y/announcer";
import { isolated } from "@/shared/i18n/format";
import type { Entry } from "./useBoard";

/** Says what has become pressing since the page was opened; what was so before stands on it. */
export function useAlarm(board: readonly Entry[]): void {
  const { t } = useTranslation("overview");
  const known = useRef<ReadonlySet<string> | null>(null);
  const isReady = board.length > 0 && board.every((entry) => entry.room !== null);
  useEffect(() => {
    if (!isReady) return;
    const grave = board.flatMap(({ summary, alerts }) =>
      alerts.filter((alert) => alert.severity === 3).map((alert) => ({ summary, alert })),
    );
    const keys = new Set(grave.map(({ summary, alert }) => `${summary.id} ${alert.kind}`));
    const before = known.current;
    known.current = keys;
    if (!before) return;
    for (const { summary, alert } of grave) {
      const key = `${summary.id} ${alert.kind}`;
      if (before.has(key)) continue;
      const text = t("say", { title: isolated(summary.title), alert: t(`short.${alert.kind}`) });
      announce(text, "polite", key);
    }
  }, [board, isReady, t]);
}
