export interface Tiling {
  width: number;
  height: number;
}

const gap = 12;
/** Below this a face is no face: the stage scrolls instead. */
const smallest = 148;

/** The largest tiles that fit into a box: wide ones, or squares where the box is higher than wide. */
export function tiling(width: number, height: number, count: number): Tiling {
  const shape = height > width ? 1 : 16 / 9;
  let best = 0;
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows) * shape;
    best = Math.max(best, Math.floor(Math.min(byWidth, byHeight)));
  }
  if (best < smallest && width > 0) {
    const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (smallest + gap))));
    best = Math.floor((width - gap * (columns - 1)) / columns);
  }
  return { width: Math.max(0, best), height: Math.floor(Math.max(0, best) / shape) };
}

/** The size in which a camera is worth sending. */
export const layerFor = (width: number): number => (width <= 260 ? 0 : width <= 640 ? 1 : 2);
