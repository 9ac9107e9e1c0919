interface FiguresProps {
  /** A name and what it is; the hint says what it means. */
  figures: readonly { label: string; value: string; hint?: string }[];
}

/** The numbers one looks for first. */
export function Figures({ figures }: FiguresProps) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
      {figures.map(({ label, value, hint }) => (
        <div key={label} className="flex flex-col-reverse justify-end bg-raised px-4 py-3">
          <dt className="text-xs text-muted">
            {label}
            {hint && <span className="block">{hint}</span>}
          </dt>
          <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
