import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { stateDistances } from '../measures/likeness';
import { type Video, type VideoSettings, videoStates } from '../watching/watch-video';

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
export interface SpectrumLine {
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

/** The variance of some lines together. */
export function varianceOf(lines: readonly SpectrumLine[]): number {
  return lines.reduce((sum, { variance }) => sum + variance, 0);
}
