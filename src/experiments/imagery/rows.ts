import { pictureIn } from '../measures/drawings';
import { commonToAll, distinct, numbersOf, rowsOfKind } from '../measures/rows';
import type { AllMeasured } from '../study';
import type { Bottom } from './trials';

/** One item at one step: a label over the blank picture, or a picture, mean over the labels held. */
type At = { bottom: Bottom; item: number; step: number };

/**
 * How often the label that is held is said, in %: by the readout of the layers' states, and by the
 * same readout that is shown what layer 1 expects of the pixels. And how much more that is like the
 * mean image of the label's class than like those of others (correlations).
 */
export type DrawingRow = At & { kind: 'drawing'; read: number; shown: number; likeness: number };

/** How often another network that is shown the same says it, in %. */
export type ReaderRow = At & { kind: 'reader'; reader: string; rate: number };

/**
 * How much more the state of a layer is like the mean state that images of the label's class leave in
 * it than like those of others (correlations), and its goodness per unit.
 */
export type LayerRow = At & { kind: 'layer'; layer: number; likeness: number; goodness: number };

/** What layer 1 expects of the pixels, or the mean image of a class, as `pictureText` writes it. */
export type PictureRow = {
  kind: 'picture';
  shows: Bottom | 'mean image';
  label: number;
  step: number;
  picture: string;
};

export type ImageryRow = DrawingRow | ReaderRow | LayerRow | PictureRow;

type All = AllMeasured<ImageryRow>;

/** One measure of the drawings, item by item: [networks][items]. */
export function drawingValues(
  all: All,
  where: Pick<At, 'bottom' | 'step'>,
  measure: 'read' | 'shown' | 'likeness',
): number[][] {
  return numbersOf(rowsOfKind(all, 'drawing', where), (row) => row[measure]);
}

/** One measure of a layer (from 1), item by item: [networks][items]. */
export function layerValues(
  all: All,
  where: Pick<LayerRow, 'bottom' | 'step' | 'layer'>,
  measure: 'likeness' | 'goodness',
): number[][] {
  return numbersOf(rowsOfKind(all, 'layer', where), (row) => row[measure]);
}

/** What a network's drawings look like, or mean images, label by label. */
export function imageryPictures(
  all: All,
  shows: PictureRow['shows'],
  step: number,
): Float32Array[][] {
  return rowsOfKind(all, 'picture', { shows, step }).map(({ rows }) =>
    rows.map(({ picture }) => pictureIn(picture)),
  );
}

/** The steps that were watched, from 0. */
export function stepsIn(all: All): number[] {
  return distinct(rowsOfKind(all.slice(0, 1), 'drawing'), ({ step }) => step);
}

/** The last step of the window, which is the same in all networks: when others are shown drawings. */
export function readStep([first]: All): number {
  return (first as All[number]).perception.window.last;
}

/** How often a label is said by chance, in %: one of as many as have a mean image. */
export function chanceOf(all: All): number {
  return 100 / (imageryPictures(all, 'mean image', 0)[0]?.length ?? 0);
}

/** What is at the bottom, in words. */
export const BOTTOM_WORDS: Record<Bottom, string> = {
  blank: 'a blank image',
  scrambled: 'scrambled images',
  noise: 'noise',
  seen: 'the image itself',
};

/** Who says the label, and how often: [networks][items]. */
export const saidBy = (all: All, step: number) => [
  {
    reader: 'the readout of the layers',
    short: 'layers, by readout',
    of: (bottom: Bottom) => drawingValues(all, { bottom, step }, 'read'),
  },
  {
    reader: 'the readout that is shown the drawing',
    short: 'drawing, by readout',
    of: (bottom: Bottom) => drawingValues(all, { bottom, step }, 'shown'),
  },
  ...commonToAll(rowsOfKind(all, 'reader'), ({ reader }) => reader).map((reader) => ({
    reader: `${reader} that is shown the drawing`,
    short: `drawing, by ${reader}`,
    of: (bottom: Bottom) =>
      numbersOf(rowsOfKind(all, 'reader', { bottom, reader }), ({ rate }) => rate),
  })),
];
