import { letterAt } from '../measures/answer-letters';
import type { Measured } from '../study';
import { type DynamicsRow, dynamicsRows } from './dynamics-rows';

type All = readonly Measured<DynamicsRow>[];

/** The ways that every network was watched in. */
export function waysIn(all: All): string[] {
  const each = dynamicsRows(all, 'answer').map((rows) => new Set(rows.map(({ way }) => way)));
  return [...(each[0] ?? [])].filter((way) => each.every((ways) => ways.has(way)));
}

/** Images wrong by the window, or after this step alone, each 0 or 100: [networks][images]. */
export function wrongImages(all: All, way: string, step?: number): number[][] {
  return dynamicsRows(all, 'answer', way).map((rows) =>
    rows.map(({ label, window, letters }) =>
      (step === undefined ? window : letterAt(letters, step - 1)) === label ? 0 : 100,
    ),
  );
}
