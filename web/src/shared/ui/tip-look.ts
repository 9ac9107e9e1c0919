export const tooltipClass =
  "overlay-in max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-bg shadow-overlay forced-colors:border";
