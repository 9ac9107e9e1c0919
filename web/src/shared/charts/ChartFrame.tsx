import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { IconButton } from "@/shared/ui/IconButton";
import { DataTable, type TableData } from "./DataTable";

interface ChartFrameProps {
  title: string;
  /** The chart in a sentence, for those who do not see it. */
  summary: string;
  /** The same as numbers. */
  table: TableData;
  /** Beside the title, such as a figure. */
  aside?: ReactNode;
  /** Shown under the chart, also under the table. */
  children?: ReactNode;
  chart: ReactNode;
  empty?: string | false;
  className?: string;
}

/** A chart is a picture with a sentence; one press shows the same as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, summary, table, aside, chart, empty, children, className } = props;
  const { t } = useTranslation("charts");
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartColumn : Table2;
  return (
    <section
      aria-labelledby={id}
      className={cx("flex min-w-0 flex-col rounded-xl border border-line bg-raised p-4 sm:p-5", className)}
    >
      <div className="mb-3 flex min-h-8 items-center gap-3">
        <h2 id={id} className="min-w-0 flex-1 text-sm font-semibold">
          {title}
        </h2>
        {aside}
        {!empty && (
          <IconButton
            label={asTable ? t("asChart", { title }) : t("asTable", { title })}
            tip={asTable ? t("chartTip") : t("tableTip")}
            onPress={() => setAsTable(!asTable)}
          >
            <Icon size={16} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {empty ? (
        <p className="grid flex-1 place-items-center rounded-lg border border-dashed border-line p-6 text-center text-sm text-muted">
          {empty}
        </p>
      ) : asTable ? (
        <DataTable caption={title} {...table} />
      ) : (
        <div role="img" aria-label={summary} className="min-w-0">
          {chart}
        </div>
      )}
      {!empty && children}
    </section>
  );
}
