import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { mean } from '../../statistics/mean';
import { letterAt } from '../measures/answer-letters';
import { stateDistances } from '../measures/likeness';
import { commonToAll, meanRows, numbersOf, rowsOfKind } from '../measures/rows';
import type { AllMeasured } from '../study';
import { type Video, type VideoSettings, videoStates } from '../watching/watch-video';
import { differenceOf, LAST_STEPS, type Way } from './measure';

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

/** The variance of some lines together. */
function varianceOf(lines: readonly SpectrumLine[]): number {
  return lines.reduce((sum, { variance }) => sum + variance, 0);
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

/** How a layer comes to rest while it watches, or how it does not. */
export interface Settling {
  /**
   * How far it moves at each step: `moved[step - 1]` [images], the root mean square over units of the
   * change of its normalised state.
   */
  readonly moved: readonly Float64Array[];
  /** The changes by frequency, of each image: high where it moves to and fro. */
  readonly spectra: readonly (readonly SpectrumLine[])[];
  /** Its normalised state at the end: [images × units]. */
  readonly last: Float32Array;
}

/**
 * How each hidden layer settles, lowest first, while a video of two frames and more is watched under
 * one held label an image. The spectra are of changes and not of states: they fade as the network
 * comes to rest, so that a slow approach does not look like an oscillation.
 */
export function settling(
  network: Network,
  video: Video,
  videoSettings: VideoSettings = {},
): Settling[] {
  return videoStates(network, video, videoSettings).map((states, layer) => {
    const units = sizesOf(network.architecture).hidden[layer] as number;
    const pairs = states.slice(1).map((state, at) => [state, states[at] as Float32Array] as const);
    const changes = pairs.map(([now, before]) =>
      now.map((value, at) => value - (before[at] as number)),
    );
    return {
      moved: pairs.map(([now, before]) => stateDistances(now, before, units)),
      spectra: Array.from({ length: video.images }, (_, image) =>
        spectrum(changes.map((change) => change.subarray(image * units, (image + 1) * units))),
      ),
      last: states.at(-1) as Float32Array,
    };
  });
}

/** The share of a spectrum's variance at frequencies above this one, 0 … 1; 0 where there is none. */
export function shareAbove(lines: readonly SpectrumLine[], frequency: number): number {
  const all = varianceOf(lines);
  return all > 0 ? varianceOf(lines.filter((line) => line.frequency > frequency)) / all : 0;
}

/** How much of what changes does so at this frequency. */
interface SpectrumLine {
  /** Cycles a step, above 0 and up to a half: there and back in two steps. */
  readonly frequency: number;
  /** The part of the variance over time that it has, mean over the series. */
  readonly variance: number;
}

/**
 * The spectrum of many series over time, `values[step]` [series]: the variance of each around its own
 * mean, divided among the frequencies of the discrete Fourier transform, as a mean over the series.
 * The parts add up to the whole (Parseval). No window: an oscillation whose period does not divide
 * the number of steps spreads over neighbouring frequencies.
 */
export function spectrum(values: readonly ArrayLike<number>[]): SpectrumLine[] {
  const steps = values.length;
  const series = values[0]?.length ?? 0;
  const half = Math.floor(steps / 2);
  return Array.from({ length: half }, (_, before) => {
    const cycles = before + 1;
    const real = new Float64Array(series);
    const imaginary = new Float64Array(series);
    for (const [step, now] of values.entries()) {
      const angle = (2 * Math.PI * cycles * step) / steps;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (let at = 0; at < series; at++) {
        real[at] = (real[at] as number) + cosine * (now[at] as number);
        imaginary[at] = (imaginary[at] as number) + sine * (now[at] as number);
      }
    }
    const power = real.reduce((sum, one, at) => sum + one ** 2 + (imaginary[at] as number) ** 2, 0);
    const sides = 2 * cycles === steps ? 1 : 2;
    return { frequency: cycles / steps, variance: (sides * power) / steps ** 2 / series };
  });
}
