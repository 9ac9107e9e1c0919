export interface Tiling {
  columns: number;
  width: number;
}

const gap = 12;
const shape = 16 / 9;
/** Below this a face is no face: the stage scrolls instead. */
export const smallest = 148;

/** As many columns as make tiles of 16:9 largest in a box. */
export function tiling(width: number, height: number, count: number): Tiling {
  let best: Tiling = { columns: 1, width: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows) * shape;
    const tile = Math.floor(Math.min(byWidth, byHeight));
    if (tile > best.width) best = { columns, width: tile };
  }
  if (best.width >= smallest || width <= 0) return best;
  const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (smallest + gap))));
  return { columns, width: Math.floor((width - gap * (columns - 1)) / columns) };
}

/** The size in which a camera is worth sending. */
export const layerFor = (width: number): number => (width <= 260 ? 0 : width <= 640 ? 1 : 2);
