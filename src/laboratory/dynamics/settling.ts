import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { stateDistances } from '../measures/state-distances';
import { videoStates } from '../watching/video-states';
import type { Video, VideoWatching } from '../watching/watch-video';
import { type SpectrumLine, spectrum } from './spectrum';

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
export function settling(network: Network, video: Video, watching: VideoWatching = {}): Settling[] {
  return videoStates(network, video, watching).map((states, layer) => {
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
  const sum = (some: readonly SpectrumLine[]) =>
    some.reduce((total, { variance }) => total + variance, 0);
  const all = sum(lines);
  return all > 0 ? sum(lines.filter((line) => line.frequency > frequency)) / all : 0;
}
