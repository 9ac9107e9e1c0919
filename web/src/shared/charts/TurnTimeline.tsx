import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import type { FloorKind } from "@/shared/rt/wire";
import { ChartFrame } from "./ChartFrame";
import { clamp, placeSpan, type Span, ticks } from "./geometry";

export interface Lane {
  id: string;
  name: string;
  turns: readonly (Span & { kind: FloorKind })[];
}

interface TurnTimelineProps {
  title: string;
  lanes: readonly Lane[];
  /** The time that is shown, in milliseconds. */
  axis: Span;
  className?: string;
}

const tones: Record<FloorKind, string> = {
  contribution: "fill-chart-1",
  direct_reply: "fill-chart-4",
  clarifying_question: "fill-chart-3",
  point_of_order: "fill-chart-2",
};
const swatches: Record<FloorKind, string> = {
  contribution: "bg-chart-1",
  direct_reply: "bg-chart-4",
  clarifying_question: "bg-chart-3",
  point_of_order: "bg-chart-2",
};
const kinds = Object.keys(tones) as FloorKind[];

/** Who spoke when: one lane a person, in the order in which they first spoke. */
export function TurnTimeline({ title, lanes, axis, className }: TurnTimelineProps) {
  const { t } = useTranslation("charts");
  const { t: common } = useTranslation();
  const all = lanes.flatMap((lane) => lane.turns.map((turn) => ({ lane, turn })));
  const seen = kinds.filter((kind) => all.some(({ turn }) => turn.kind === kind));
  const length = Math.max(1, axis.end - axis.start);
  return (
    <ChartFrame
      title={title}
      className={className ?? ""}
      empty={all.length === 0 && t("nobodySpoke")}
      summary={t("timelineSummary", { turns: all.length, people: lanes.length, time: clock(length / 1000) })}
      table={{
        columns: [t("person"), t("startsAt"), t("lasts"), t("kind")],
        rows: all
          .toSorted((a, b) => a.turn.start - b.turn.start)
          .map(({ lane, turn }) => ({
            key: `${lane.id}-${turn.start}`,
            cells: [
              lane.name,
              clock((turn.start - axis.start) / 1000),
              clock((turn.end - turn.start) / 1000),
              common(`kind.${turn.kind}`),
            ],
          })),
      }}
      chart={
        <div className="grid grid-cols-[minmax(4rem,9rem)_minmax(0,1fr)] items-center gap-x-3 text-sm">
          {lanes.map((lane) => (
            <TimelineLane key={lane.id} lane={lane} axis={axis} />
          ))}
          <span />
          <Axis length={length} />
        </div>
      }
    >
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {seen.map((kind) => (
          <li key={kind} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={cx("size-2.5 rounded-sm", swatches[kind])} />
            {common(`kind.${kind}`)}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function TimelineLane({ lane, axis }: { lane: Lane; axis: Span }) {
  return (
    <>
      <bdi className="truncate py-1">{lane.name}</bdi>
      <svg aria-hidden="true" className="h-7 w-full rtl:-scale-x-100">
        <rect width="100%" y="13" height="1" className="fill-line" />
        {lane.turns.map((turn) => {
          const { x, width } = placeSpan(turn, axis);
          return (
            <rect
              key={turn.start}
              x={`${x}%`}
              width={`${width}%`}
              y="6"
              height="15"
              rx="3"
              className={tones[turn.kind]}
            />
          );
        })}
      </svg>
    </>
  );
}

function Axis({ length }: { length: number }) {
  return (
    <div aria-hidden="true" className="relative h-5 text-xs text-muted tabular-nums">
      {ticks(length).map((tick) => {
        const at = (100 * tick) / length;
        return (
          <span
            key={tick}
            style={{ insetInlineStart: `${clamp(at, 0, 100)}%` }}
            className={cx(
              "absolute top-0.5",
              at > 94
                ? "-translate-x-full rtl:translate-x-full"
                : at > 3 && "-translate-x-1/2 rtl:translate-x-1/2",
            )}
          >
            {clock(tick / 1000)}
          </span>
        );
      })}
    </div>
  );
}
