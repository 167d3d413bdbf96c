import type { Plane } from './plane';

/** The parts of a plane that hang together, corners included: pixels of at least `least`. */
export function connected({ rows, columns, values }: Plane, least: number): number[][] {
  const left = values.map((value) => (value >= least ? 1 : 0));
  const parts: number[][] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    left[start] = 0;
    const part = [start];
    for (let next = 0; next < part.length; next++) {
      const [row, column] = [
        Math.floor((part[next] as number) / columns),
        (part[next] as number) % columns,
      ];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          if (left[y * columns + x] === 0) continue;
          left[y * columns + x] = 0;
          part.push(y * columns + x);
        }
      }
    }
    parts.push(part);
  }
  return parts;
}
