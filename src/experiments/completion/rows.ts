import type { Half } from '../../images/stimuli/hidden-half';
import { GREY } from '../../images/stimuli/occlusion';
import { mean } from '../../statistics/mean';
import { commonToAll, itemTable, rowsOfKind } from '../measures/rows';
import type { AllMeasured } from '../study';

/** Predictions of what is hidden, in the order of figures. */
export const PREDICTIONS = {
  trueLabel: 'layer 1, true label',
  winningLabel: 'layer 1, winning label',
  wrongLabels: 'layer 1, wrong labels',
  noLabel: 'layer 1, no label',
  bottomUp: 'layer 1, bottom-up pass',
  trueMean: 'mean image, true class',
  winningMean: 'mean image, winning class',
  anyMean: 'mean image, all classes',
} as const;
export type Prediction = keyof typeof PREDICTIONS;

/** What the hidden half is filled with, as grey values. */
export const FILLS = { black: 0, grey: GREY } as const;
export type Fill = keyof typeof FILLS;

/** An image with this half hidden. */
type Hidden = { item: number; half: Half; fill: Fill };
/**
 * How well each prediction fits what is hidden: the correlation over the hidden pixels; null where
 * there is nothing but black.
 */
export type FitRow = Hidden & { kind: 'fit' } & { [prediction in Prediction]: number | null };
/** The same of layer 1 at each step, mean over the halves of an image. */
export type FitStepRow = Pick<FitRow, 'item' | 'fill' | 'trueLabel' | 'wrongLabels' | 'noLabel'> & {
  kind: 'fit step';
  step: number;
};
/** Whether a reading gets the image wrong (100) or right (0). */
export type WrongRow = Hidden & { kind: 'wrong'; reading: string; wrong: number };
/** A prediction as `pictureText` writes it, the label that it is under, and how well it fits. */
export type PredictedRow = Hidden & {
  kind: 'picture';
  prediction: Prediction;
  label: number | null;
  fit: number | null;
  picture: string;
};
export type CompletionRow = FitRow | FitStepRow | WrongRow | PredictedRow;

/** The mean of the numbers that are there; NaN where there is none. */
export function meanOf(values: readonly (number | null | undefined)[]): number {
  const known = values.filter((value): value is number => Number.isFinite(value));
  return mean(known);
}

type All = AllMeasured<CompletionRow>;

/** A number of each image, mean over its halves: [networks][images]. */
export function fitsBy(
  all: All,
  fill: Fill,
  numberOf: (row: FitRow) => number | null,
): Float64Array[] {
  return itemTable(rowsOfKind(all, 'fit', { fill }), (rows) => meanOf(rows.map(numberOf)));
}

/** Readings that every network has, and which images each gets wrong with a half hidden. */
export function readingsIn(all: All): string[] {
  return commonToAll(rowsOfKind(all, 'wrong'), ({ reading }) => reading);
}

/** Error of each image in %, mean over its halves or with this one hidden: [networks][images]. */
export function wrongBy(all: All, fill: Fill, reading: string, half?: Half): Float64Array[] {
  const wrong = rowsOfKind(all, 'wrong', { fill, reading, ...(half && { half }) });
  return itemTable(wrong, (rows) => mean(rows.map((row) => row.wrong)));
}
