/** One voice among many: the arc is the room, the dot is who speaks. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" className="fill-brand" />
      <path
        d="M7.4 19.2a8.8 8.8 0 0 1 17.2 0"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        className="stroke-on-brand"
      />
      <circle cx="16" cy="20.5" r="3.6" className="fill-on-brand" />
    </svg>
  );
}
