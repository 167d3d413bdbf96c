import { letterAt } from '../measures/answer-letters';
import { commonToAll } from '../measures/common-to-all';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import type { DynamicsRow } from './dynamics-rows';

type All = readonly Measured<DynamicsRow>[];

/** The ways that every network was watched in. */
export function waysIn(all: All): string[] {
  return commonToAll(rowsOfKind(all, 'answer'), ({ way }) => way);
}

/** Images wrong by the window, or after this step alone, each 0 or 100: [networks][images]. */
export function wrongImages(all: All, way: string, step?: number): number[][] {
  return rowsOfKind(all, 'answer', { way }).map(({ rows }) =>
    rows.map(({ label, window, letters }) =>
      (step === undefined ? window : letterAt(letters, step - 1)) === label ? 0 : 100,
    ),
  );
}
