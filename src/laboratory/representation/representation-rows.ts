import { rowsOfKind } from '../measures/rows-of-kind';
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

/** The hidden layers, from 1. */
export function layersIn(all: readonly Measured<RepresentationRow>[]): number[] {
  const rows = rowsOfKind(all, 'dimension').flatMap(({ rows }) => rows);
  return [...new Set(rows.map(({ layer }) => layer))];
}
