import { itemTable, numbersOf, rowsOfKind, tableDifference } from '../measures/rows';
import type { AllMeasured } from '../study';
import { calibrationErrors } from './calibration';
import {
  type BeliefAnswerRow,
  type BeliefRow,
  type CueRow,
  type PathRow,
  type SureRow,
  twoStatesAt,
  wrongAt,
} from './rows';

type All = AllMeasured<BeliefRow>;

/** Bins of a calibration error. Source: docs/experiments/belief.md. */
export const BINS = 15;

/** Errors in %, image by image, after so many steps, or at the end of each network's own window: [networks][images]. */
export function errors(all: All, by: BeliefAnswerRow['by'], step?: number): number[][] {
  return rowsOfKind(all, 'answer', { by }).map(({ rows, perception: { window } }) =>
    rows.map((row) => wrongAt(row, step ?? window.last)),
  );
}

/** The weight of each image's cue, valid and not: [networks][2 × images]. */
export function cueWeights(all: All, like: Pick<CueRow, 'noise' | 'validity'>): Float64Array[] {
  return itemTable(rowsOfKind(all, 'cue', like), (rows) => meanOf(rows, ({ weight }) => weight));
}

/** Errors under cues, in %, of the network or of the ideal observer: [networks][images]. */
export function cuedErrors(
  all: All,
  who: 'right' | 'ideal',
  like: Pick<CueRow, 'noise' | 'validity'> & Partial<Pick<CueRow, 'valid'>>,
): number[][] {
  return numbersOf(rowsOfKind(all, 'cue', like), (row) => 100 * Number(!row[who]));
}

/** By how much a wrong cue has the network err more than an ideal observer: [networks][images]. */
export function cueLoss(all: All, about: Pick<CueRow, 'noise' | 'validity'>): Float64Array[] {
  const like = { ...about, valid: false };
  return tableDifference(cuedErrors(all, 'right', like), cuedErrors(all, 'ideal', like));
}

/** The expected calibration error, in points, answer by answer: [networks][images]. */
export function calibration(all: All, like: Pick<SureRow, 'noise' | 'by'>): Float64Array[] {
  return rowsOfKind(all, 'sure', like).map(({ rows }) =>
    calibrationErrors(rows, BINS).map((error) => 100 * error),
  );
}

/** How far from halfway an image lies. */
export const fromMiddle = ({ share }: Pick<PathRow, 'share'>) => Math.abs(share - 0.5);

/** Where on the way: halfway, or at both ends, where the digits are clear. */
type Place = 'middle' | 'ends';

/** How often each pair has two states so many steps later, in %: [networks][pairs]. */
export function twoStates(
  all: All,
  { temperature, at, after }: Pick<PathRow, 'temperature'> & { at: Place; after: number },
): Float64Array[] {
  return itemTable(rowsOfKind(all, 'path', { temperature }), (rows) => {
    const distances = rows.map(fromMiddle);
    const wanted = at === 'middle' ? Math.min(...distances) : Math.max(...distances);
    const there = rows.filter((row) => Math.abs(fromMiddle(row) - wanted) < 1e-9);
    return meanOf(there, (row) => twoStatesAt(row, after));
  });
}

function meanOf<Row>(rows: readonly Row[], numberOf: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + numberOf(row), 0) / rows.length;
}
