import { mean } from '../../statistics/mean';
import { letterAt } from '../measures/answer-letters';
import { stateDistances } from '../measures/likeness';
import { commonToAll, meanRows, numbersOf, rowsOfKind } from '../measures/rows';
import type { AllMeasured } from '../study';
import { LAST_STEPS } from './measure';
import { type Settling, type SpectrumLine, shareAbove, varianceOf } from './settling';
import { differenceOf, type Way } from './ways';

/** What an image was taken for in one way of watching: by the window, and after each step. */
export type AnswerRow = Way & {
  kind: 'answer';
  image: number;
  label: number;
  window: number;
  letters: string;
};

/**
 * One image after a long video under its true label, mean over layers: how far it still moves a step,
 * how far it is from where the network's own way ends, and how much of the movement was to and fro.
 */
export type RestRow = { kind: 'rest'; way: string; moved: number; apart: number; toAndFro: number };

/** How far a layer moves at this step of it, mean over images. */
export type MoveRow = { kind: 'move'; way: string; layer: number; step: number; moved: number };

/** How much of what changed did so at this frequency, in cycles a step; mean over images. */
export type BeatRow = Omit<MoveRow, 'kind' | 'step' | 'moved'> & {
  kind: 'beat';
  frequency: number;
  share: number;
};

/** The share of the images that the network's own way gets wrong by these steps together. */
export type SpanRow = { kind: 'span'; first: number; last: number; wrong: number };

export type DynamicsRow = AnswerRow | RestRow | MoveRow | BeatRow | SpanRow;

/** Above it a movement counts as to and fro: in cycles a step, a period of fewer than four steps. */
const QUICK = 0.25;

/** The rows of each image: `own` is how the network settles in its own way. */
export function restRows(
  way: string,
  layers: readonly Settling[],
  own: readonly Settling[],
): RestRow[] {
  const moved = meanRows(layers.flatMap((layer) => layer.moved.slice(-LAST_STEPS)));
  const apart = meanRows(
    layers.map(({ last }, at) => {
      const other = own[at] as Settling;
      return stateDistances(last, other.last, last.length / moved.length);
    }),
  );
  const toAndFro = meanRows(
    layers.map(({ spectra }) => spectra.map((lines) => shareAbove(lines, QUICK))),
  );
  const of = (values: Float64Array, image: number) => values[image] as number;
  return Array.from(moved, (one, image) => ({
    ...{ kind: 'rest', way, moved: one },
    ...{ apart: of(apart, image), toAndFro: of(toAndFro, image) },
  }));
}

/** The rows of each layer by step and by frequency, means over images. */
export function layerRows(way: string, layers: readonly Settling[]): (MoveRow | BeatRow)[] {
  return layers.flatMap(({ moved, spectra }, at) => {
    const layer = at + 1;
    const shares = meanRows(spectra.map(sharesOf));
    return [
      ...moved.map(
        (images, before): MoveRow => ({
          ...{ kind: 'move', way, layer },
          ...{ step: before + 1, moved: mean(images) },
        }),
      ),
      ...(spectra[0] ?? []).map(({ frequency }, line): BeatRow => {
        return { kind: 'beat', way, layer, frequency, share: shares[line] as number };
      }),
    ];
  });
}

/** Each frequency's share of all variance, 0 … 1. */
function sharesOf(lines: readonly SpectrumLine[]): number[] {
  const all = varianceOf(lines);
  return lines.map(({ variance }) => (all > 0 ? variance / all : 0));
}

type All = AllMeasured<DynamicsRow>;

/** The ways that every network was watched in: all, or those that differ from the trained one in this. */
export function waysIn(all: All, difference?: ReturnType<typeof differenceOf>): string[] {
  const ways = commonToAll(rowsOfKind(all, 'answer'), ({ way }) => way);
  return difference ? ways.filter((way) => differenceOf(way) === difference) : ways;
}

/** Images wrong by the window, or after this step alone, each 0 or 100: [networks][images]. */
export function wrongImages(all: All, way: string, step?: number): number[][] {
  return numbersOf(rowsOfKind(all, 'answer', { way }), ({ label, window, letters }) =>
    (step === undefined ? window : letterAt(letters, step - 1)) === label ? 0 : 100,
  );
}
