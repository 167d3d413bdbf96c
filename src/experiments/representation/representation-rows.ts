import { classLikeness, classMeans, normed, stateDistances } from '../measures/likeness';
import type { DecoderSettings, States } from './decoding';
import {
  classSelectivity,
  dissimilarities,
  lifetimeSparseness,
  participationRatio,
} from './patterns';
import type { HeldAt, RepresentationRow } from './rows';

/** What states are compared with, and how. */
interface About {
  /** The states of the same network without its top-down weights: of the same layers, steps and images. */
  readonly without: States;
  /** Labels of the images, and how many of them class patterns are computed from. */
  readonly decoding: DecoderSettings;
  /** Parts into which the images are divided to measure dimension. */
  readonly parts: number;
}

/**
 * The representation in each layer at each step, `states` while `held` is at the top: classes, dimensions and units,
 * and below the highest layer also what top-down input changes.
 */
export function representationRows(
  held: string,
  states: States,
  about: About,
): RepresentationRow[] {
  const highest = states.length - 1;
  return states.flatMap((layer, which) =>
    layer.flatMap((state, step) => {
      const at = { held, layer: which + 1, step };
      return [
        ...patternRows(at, state, about),
        ...(which < highest ? comingDownRows(at, state, about) : []),
      ];
    }),
  );
}

/** Dissimilarities of classes, dimensions and selectivity in a state [images × units], over all images. */
function patternRows(
  at: HeldAt,
  state: Float32Array,
  { decoding: { labels, classes }, parts }: About,
): RepresentationRow[] {
  const units = state.length / labels.length;
  const means = classMeans(state, labels, classes);
  const length = Math.floor(labels.length / parts);
  return [
    ...dissimilarities(means)
      .filter(({ dissimilarity }) => Number.isFinite(dissimilarity))
      .map((pair) => ({ kind: 'unlike' as const, ...at, ...pair })),
    ...Array.from({ length: parts }, (_, part) => {
      const seen = state.subarray(part * length * units, (part + 1) * length * units);
      return { kind: 'dimension' as const, ...at, part, ratio: participationRatio(seen, length) };
    }),
    ...Array.from({ length: units }, (_, unit) => ({
      ...{ kind: 'unit' as const, ...at, unit },
      selectivity: classSelectivity(means.map((mean) => mean[unit] as number)),
      sparseness: lifetimeSparseness(
        Array.from(labels, (_, image) => state[image * units + unit] as number),
      ),
    })),
  ];
}

/**
 * What top-down input changes in a state [images × units]: how far it moves each image, and by how much more the image
 * then resembles the pattern of its class. Patterns are the class means of the bottom-up pass over the first images; only
 * the other images are measured, and of those only the ones whose class has a pattern.
 */
function comingDownRows(
  at: HeldAt,
  state: Float32Array,
  { without, decoding: { labels, classes, train } }: About,
): RepresentationRow[] {
  const units = state.length / labels.length;
  const layer = without[at.layer - 1] as readonly Float32Array[];
  const later = (all: Float32Array) => all.subarray(train * units);
  const learnt = (layer[0] as Float32Array).subarray(0, train * units);
  const seen = Array.from(labels);
  const known = [...new Set(seen.slice(0, train))];
  const means = classMeans(learnt, seen.slice(0, train), classes);
  const patterns = known.map((label) => normed(means[label] as Float64Array));
  const places = seen.slice(train).map((label) => known.indexOf(label));
  const bare = later(layer[at.step] as Float32Array);
  const [likeWith, likeWithout] = [later(state), bare].map((all) =>
    classLikeness(
      all,
      places.map((place) => Math.max(0, place)),
      patterns,
    ),
  );
  const distances = stateDistances(later(state), bare, units);
  return places.flatMap((place, after) => {
    const likeness = (likeWith?.[after] as number) - (likeWithout?.[after] as number);
    if (place < 0 || !Number.isFinite(likeness)) return [];
    const distance = distances[after] as number;
    return [{ kind: 'coming-down' as const, ...at, image: train + after, distance, likeness }];
  });
}
