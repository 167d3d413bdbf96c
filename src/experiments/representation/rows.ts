import { letterAt } from '../measures/answer-letters';
import { itemTable, rowsOfKind } from '../measures/rows';
import type { Measured } from '../study';

/** What is held at the top. */
export const NO_LABEL = 'no label';
export const EQUALLY = 'every label equally';
export const ANSWER = 'its own answer';
export const TRUTH = 'the true label';
export const WRONG = 'a wrong label';
/** Every label equally, and no top-down weights between hidden layers. */
export const SILENCED = 'nothing comes down';

/**
 * What decoders say of an image that they have not learnt from: a letter a step, from step 0. `by`:
 * a decoder of its own for what is held, or the one that learnt under every label equally.
 */
export type DecodedRow = {
  kind: 'decoded';
  held: string;
  by: 'own' | 'equally';
  layer: number;
  image: number;
  label: number;
  heldLabel: number | null;
  letters: string;
};
/** One less the correlation of two classes' mean patterns. */
export type UnlikeRow = {
  kind: 'unlike';
  held: string;
  layer: number;
  step: number;
  one: number;
  other: number;
  dissimilarity: number;
};
/** The participation ratio of a part of the images. */
export type DimensionRow = {
  kind: 'dimension';
  held: string;
  layer: number;
  step: number;
  part: number;
  ratio: number;
};
/** How choosy a unit is: mean over all images, of classes and of images. */
export type UnitRow = {
  kind: 'unit';
  held: string;
  layer: number;
  step: number;
  unit: number;
  selectivity: number;
  sparseness: number;
};
/**
 * What comes down does to a layer below the highest, image by image: how far its state is from what
 * it is without, and how much more like its class it is (than like others) with than without.
 */
export type ComingDownRow = {
  kind: 'coming-down';
  held: string;
  layer: number;
  step: number;
  image: number;
  distance: number;
  likeness: number;
};

export type RepresentationRow = DecodedRow | UnlikeRow | DimensionRow | UnitRow | ComingDownRow;

type All = readonly Measured<RepresentationRow>[];

/** A number of each row, network by network. */
export function numbersOf<Row>(
  networks: readonly { readonly rows: readonly Row[] }[],
  numberOf: (row: Row) => number,
): number[][] {
  return networks.map(({ rows }) => rows.map(numberOf));
}

/**
 * How unlike classes are at a step, pair by pair, in the order of the rows: [networks][pairs]. A pair
 * that has no number at some step of some network is left out of all, so that the tables of any two
 * steps have the same pairs.
 */
export function unlikeness(
  all: All,
  { held, layer, step }: Pick<UnlikeRow, 'held' | 'layer' | 'step'>,
): number[][] {
  const networks = rowsOfKind(all, 'unlike', { held, layer });
  const rows = networks.flatMap((network) => network.rows);
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(pairOf(row), (counts.get(pairOf(row)) ?? 0) + 1);
  const steps = new Set(rows.map((row) => row.step)).size;
  const isWhole = (row: UnlikeRow) => counts.get(pairOf(row)) === steps * networks.length;
  return networks.map((network) =>
    network.rows
      .filter((row) => row.step === step && isWhole(row))
      .map(({ dissimilarity }) => dissimilarity),
  );
}

/**
 * What top-down input does to each image, in this number of its row: [networks][images]. An image that
 * some network has no row of is left out of all.
 */
export function comingDown(
  all: All,
  where: Pick<ComingDownRow, 'held' | 'layer' | 'step'>,
  number: 'distance' | 'likeness',
): Float64Array[] {
  const items = rowsOfKind(all, 'coming-down', where).map(({ rows, ...network }) => ({
    ...network,
    rows: rows.map((row) => ({ ...row, item: row.image })),
  }));
  return itemTable(items, ([row]) => row?.[number] ?? Number.NaN);
}

function pairOf({ one, other }: UnlikeRow): string {
  return `${one} ${other}`;
}

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
