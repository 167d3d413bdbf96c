import { letterAt } from '../measures/answer-letters';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import { type RepresentationRow, WRONG } from './representation-rows';

type All = readonly Measured<RepresentationRow>[];

/** Images that decoders get wrong at this step, each 0 or 100: [networks][images]. */
export function decodedWrong(
  all: All,
  about: { readonly held: string; readonly by: 'own' | 'equally'; readonly layer: number },
  step: number,
): number[][] {
  return rowsOfKind(all, 'decoded', about).map(({ rows }) =>
    rows.map(({ letters, label }) => (letterAt(letters, step) === label ? 0 : 100)),
  );
}

/** Images that are taken for the wrong label that is held, each 0 or 100: [networks][images]. */
export function decodedAsHeld(all: All, layer: number, step: number): number[][] {
  return rowsOfKind(all, 'decoded', { held: WRONG, by: 'equally', layer }).map(({ rows }) =>
    rows.map(({ letters, heldLabel }) => (letterAt(letters, step) === heldLabel ? 100 : 0)),
  );
}
