import { cx } from "@/shared/lib/cx";
import { scrollable } from "@/shared/ui/scrollable";

export interface TableData {
  columns: readonly string[];
  /** The first cell names the row. */
  rows: readonly { key: string; cells: readonly string[] }[];
}

interface DataTableProps extends TableData {
  caption: string;
  /** How many columns at the beginning hold words. */
  words?: number;
  className?: string;
}

/** Words at the start, numbers at the end. */
export function DataTable({ caption, columns, rows, words = 1, className }: DataTableProps) {
  return (
    <div {...scrollable} className={cx("max-h-80 overflow-auto", className)}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-xs text-muted">
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={cx(
                  "px-2 py-1.5 font-semibold first:ps-0 last:pe-0",
                  index < words ? "text-start" : "text-end",
                )}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th
                    key={columns[index]}
                    scope="row"
                    className="px-2 py-1.5 text-start font-normal first:ps-0"
                  >
                    <bdi>{cell}</bdi>
                  </th>
                ) : (
                  <td
                    key={columns[index]}
                    className={cx(
                      "px-2 py-1.5 whitespace-nowrap tabular-nums last:pe-0",
                      index < words ? "text-start" : "text-end",
                    )}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
