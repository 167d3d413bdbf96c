import type { Value, Varied } from './varied';

/** One value for each option that is varied. */
export type Point = Readonly<Record<string, Value>>;

/** All combinations of values, the last option's changing first. One point where nothing varies. */
export function grid(varied: readonly Pick<Varied, 'name' | 'values'>[]): Point[] {
  return varied.reduce<Point[]>(
    (points, { name, values }) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}
