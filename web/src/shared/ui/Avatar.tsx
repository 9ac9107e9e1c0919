import { cx } from "@/shared/lib/cx";

const sizes = {
  sm: "size-8 text-xs",
  md: "size-10 text-sm",
  lg: "size-16 text-xl",
};

const hues = [20, 48, 80, 110, 140, 165, 195, 222, 250, 280, 310, 345];

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (([...first][0] ?? "?") + ([...last][0] ?? "")).toLocaleUpperCase();
}

/** The same person has the same colour everywhere and for ever. */
function hueOf(id: string): number {
  let sum = 7;
  for (let index = 0; index < id.length; index++) sum = (sum * 31 + id.charCodeAt(index)) >>> 0;
  return hues[sum % hues.length] ?? 235;
}

interface AvatarProps {
  id: string;
  name: string;
  size?: keyof typeof sizes;
  /** Has the floor. */
  ringed?: boolean;
  faded?: boolean;
}

/** Decoration: the name always stands beside it. */
export function Avatar({ id, name, size = "sm", ringed = false, faded = false }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      style={{ "--hue": hueOf(id) } as React.CSSProperties}
      className={cx(
        "avatar inline-grid shrink-0 place-items-center rounded-full font-semibold",
        sizes[size],
        ringed && "ring-3 ring-turn ring-offset-2 ring-offset-raised",
        faded && "opacity-50",
      )}
    >
      {initials(name)}
    </span>
  );
}
