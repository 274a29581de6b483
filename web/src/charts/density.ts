// How dense points lie over the plane: a histogram on fine squares, smoothed by a bell as wide as the number of points
// deserves.

export interface Extent {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** A square with its share of the densest one's density, 0 to 1. */
export interface Cell {
  x: number;
  y: number;
  level: number;
}

/** The side of a square, feet: less than half a ball. */
export const SQUARE = 0.1;

/** How far places of pitches of one kind spread, feet: what the bell's width goes by. */
const SPREAD = 0.7;

/** Width of the bell for so many points (Scott's rule in two dimensions), feet. */
export function bandwidth(n: number): number {
  return Math.min(0.45, Math.max(0.14, SPREAD * n ** (-1 / 6)));
}

/** The squares where points are dense, at least `floor` of the densest. */
export function density(points: readonly (readonly [x: number, y: number])[], extent: Extent, floor = 0.06): Cell[] {
  const [columns, rows] = [extent.right - extent.left, extent.top - extent.bottom].map((side) => Math.round(side / SQUARE)) as [number, number];
  const counts = new Float64Array(columns * rows);
  for (const [x, y] of points) {
    const column = Math.floor((x - extent.left) / SQUARE);
    const row = Math.floor((y - extent.bottom) / SQUARE);
    if (column < 0 || column >= columns || row < 0 || row >= rows) continue;
    const at = row * columns + column;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const smooth = blur(blur(counts, columns, rows, 1, columns, points.length), rows, columns, columns, 1, points.length);
  const highest = smooth.reduce((most, value) => Math.max(most, value), 0);
  const cells: Cell[] = [];
  if (highest === 0) return cells;
  smooth.forEach((value, at) => {
    const level = value / highest;
    if (level < floor) return;
    cells.push({ x: extent.left + (at % columns) * SQUARE, y: extent.bottom + Math.floor(at / columns) * SQUARE, level });
  });
  return cells;
}

/** Smooths along one direction: `length` squares `step` apart, in `lines` lines `stride` apart. */
function blur(values: Float64Array, length: number, lines: number, step: number, stride: number, n: number): Float64Array {
  const sigma = bandwidth(n) / SQUARE;
  const reach = Math.ceil(3 * sigma);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)));
  const smooth = new Float64Array(values.length);
  for (let line = 0; line < lines; line += 1) {
    for (let at = 0; at < length; at += 1) {
      const value = values[line * stride + at * step] ?? 0;
      if (value === 0) continue;
      for (let off = -reach; off <= reach; off += 1) {
        const to = at + off;
        if (to < 0 || to >= length) continue;
        const place = line * stride + to * step;
        smooth[place] = (smooth[place] ?? 0) + value * (bell[off + reach] ?? 0);
      }
    }
  }
  return smooth;
}
