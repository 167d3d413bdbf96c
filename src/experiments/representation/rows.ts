import { grouped } from '../../statistics/grouped';
import { mean } from '../../statistics/mean';
import { letterAt } from '../measures/answer-letters';
import { distinct, itemTable, numbersOf, rowsOfKind } from '../measures/rows';
import type { AllMeasured, Measured } from '../study';

/** What is held at the top. */
export const NO_LABEL = 'no label';
export const EQUALLY = 'every label equally';
export const ANSWER = 'its own answer';
export const TRUTH = 'the true label';
export const WRONG = 'a wrong label';
/** Every label equally, and no top-down weights between hidden layers. */
export const SILENCED = 'nothing comes down';

/** A layer at a step, while this is held. */
export type HeldAt = { held: string; layer: number; step: number };

/**
 * What decoders say of an image that they have not learnt from: a letter a step, from step 0. `by`:
 * a decoder of its own for what is held, or the one that learnt under every label equally.
 */
type DecodedRow = Omit<HeldAt, 'step'> & {
  kind: 'decoded';
  by: 'own' | 'equally';
  image: number;
  label: number;
  heldLabel: number | null;
  letters: string;
};
/** One less the correlation of two classes' mean patterns. */
type UnlikeRow = HeldAt & { kind: 'unlike'; one: number; other: number; dissimilarity: number };
/** The participation ratio of a part of the images. */
type DimensionRow = HeldAt & { kind: 'dimension'; part: number; ratio: number };
/** How choosy a unit is: mean over all images, of classes and of images. */
type UnitRow = HeldAt & { kind: 'unit'; unit: number; selectivity: number; sparseness: number };
/**
 * What comes down does to a layer below the highest, image by image: how far its state is from what
 * it is without, and how much more like its class it is (than like others) with than without.
 */
type ComingDownRow = HeldAt & {
  kind: 'coming-down';
  image: number;
  distance: number;
  likeness: number;
};

export type RepresentationRow = DecodedRow | UnlikeRow | DimensionRow | UnitRow | ComingDownRow;

type All = AllMeasured<RepresentationRow>;

/**
 * How unlike pairs of classes are at a step, network by network, in the order of the rows. A pair that
 * has no number at some step of some network is left out of all, so that any two steps have the same.
 */
function pairsAt(all: All, { held, layer, step }: HeldAt): Measured<UnlikeRow>[] {
  const networks = rowsOfKind(all, 'unlike', { held, layer });
  const pairOf = ({ one, other }: UnlikeRow) => `${one} ${other}`;
  const pairs = grouped(
    networks.flatMap(({ rows }) => rows),
    pairOf,
  );
  const steps = distinct(networks, (row) => row.step).length;
  const whole = pairs.filter(({ length }) => length === steps * networks.length);
  const known = new Set(whole.map(([row]) => pairOf(row)));
  return networks.map(({ rows, ...network }) => ({
    ...network,
    rows: rows.filter((row) => row.step === step && known.has(pairOf(row))),
  }));
}

/** How unlike the classes of each pair are at a step: [networks][pairs]. */
export function pairDissimilarities(all: All, at: HeldAt): number[][] {
  return numbersOf(pairsAt(all, at), ({ dissimilarity }) => dissimilarity);
}

/**
 * How unlike each class is to the others at a step, the mean over its pairs: [networks][classes]. Pairs
 * are no items to count: a class is in as many of them as there are others.
 */
export function unlikeness(all: All, at: HeldAt): number[][] {
  return pairsAt(all, at).map(({ rows }) => {
    const sides = rows.flatMap(({ one, other, dissimilarity }) =>
      [one, other].map((label) => ({ label, dissimilarity })),
    );
    return grouped(sides, ({ label }) => label)
      .toSorted(([{ label: one }], [{ label: other }]) => one - other)
      .map((ofLabel) => mean(ofLabel.map(({ dissimilarity }) => dissimilarity)));
  });
}

/** Over how many dimensions states spread, part by part: [networks][parts]. */
export function dimensions(all: All, at: HeldAt): number[][] {
  return numbersOf(rowsOfKind(all, 'dimension', at), ({ ratio }) => ratio);
}

/**
 * How choosy units are: [networks][units]. Unit i of one network is no unit of another, so that what
 * rows have in common is chance, and the estimate's variance is that between networks.
 */
export function selectivities(all: All, at: HeldAt): number[][] {
  return numbersOf(rowsOfKind(all, 'unit', at), ({ selectivity }) => selectivity);
}

/**
 * What top-down input does to each image, in this number of its row: [networks][images]. An image that
 * some network has no row of is left out of all.
 */
export function comingDown(all: All, at: HeldAt, number: 'distance' | 'likeness'): Float64Array[] {
  const items = rowsOfKind(all, 'coming-down', at).map(({ rows, ...network }) => ({
    ...network,
    rows: rows.map((row) => ({ ...row, item: row.image })),
  }));
  return itemTable(items, ([row]) => row?.[number] ?? Number.NaN);
}

/** Images that decoders get wrong at this step, each 0 or 100: [networks][images]. */
export function decodedWrong(
  all: All,
  about: Pick<DecodedRow, 'held' | 'by' | 'layer'>,
  step: number,
): number[][] {
  return numbersOf(rowsOfKind(all, 'decoded', about), ({ letters, label }) =>
    letterAt(letters, step) === label ? 0 : 100,
  );
}

/** Images that are taken for the wrong label that is held, each 0 or 100: [networks][images]. */
export function decodedAsHeld(all: All, layer: number, step: number): number[][] {
  const misled = rowsOfKind(all, 'decoded', { held: WRONG, by: 'equally', layer });
  return numbersOf(misled, ({ letters, heldLabel }) =>
    letterAt(letters, step) === heldLabel ? 100 : 0,
  );
}
