import { z } from 'zod';
import { distinctList } from '../../input/distinct-list';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { PAPER_DYNAMICS } from '../../perception/step';
import { agreesWith, itemTable } from '../measures/rows';
import type { AllMeasured, StudyRow } from '../study';
import { framesAtPace } from '../watching/frame-scores';
import { flipsAlong, type MorphFrames, morphLabels, morphOptions } from '../watching/morphs';
import { sideBySide } from '../watching/recognise-images';
import {
  type Held,
  latestKept,
  slidingScores,
  type Video,
  type VideoSettings,
  videoScores,
} from '../watching/watch-video';

/**
 * The damping that is looked at where one is enough: the one that all networks learnt with (`own`), if it is among these;
 * else the first.
 */
export function usualOf(
  all: AllMeasured<StudyRow>,
  dampings: readonly number[],
): { readonly damping: number; readonly own: boolean } {
  const learnt = new Set(all.map(({ perception }) => perception.damping));
  const own = dampings.find((damping) => learnt.size === 1 && learnt.has(damping));
  return { damping: own ?? (dampings[0] as number), own: own !== undefined };
}

/** Which pairs are watched after which primes, and walked at which pace. */
export const PRIMING_OPTIONS = {
  ...morphOptions(15, 5),
  dampings: distinctList(z.number().min(0).max(0.99))
    .default([0, PAPER_DYNAMICS.damping, 0.6, 0.9])
    .describe('dampings: fractions of the old state kept at each step'),
  paces: distinctList(z.int().min(1).max(1000))
    .default([1, 2, 4, 8, 16])
    .describe('steps per morph level on a walk'),
  prime: z.int().min(1).max(1000).default(8).describe('steps for which a label is held'),
  after: z.int().min(3).max(1000).default(8).describe('steps that are watched afterwards'),
};

/** What is held at the top before labels are tried: one of each item's two labels, or none. */
export const PRIMES = ['first', 'other', 'none'] as const;
type Prime = (typeof PRIMES)[number];

/** A pair at one damping, and where it flips, as a morph level. */
type Flip = { readonly item: number; readonly damping: number; readonly flip: number };
/** So many steps after a prime was let go. */
export type PrimedRow = Flip & { readonly prime: Prime; readonly after: number };
/** On a walk of so many steps per morph level; anew, each share starts for itself. */
export type WalkedRow = Flip & {
  readonly way: 'forwards' | 'backwards' | 'anew';
  readonly each: number;
};

export type PrimingRow = PrimedRow | WalkedRow;
type All = AllMeasured<PrimingRow>;
type Asked = Partial<Omit<PrimedRow & WalkedRow, keyof Flip>> & Pick<Flip, 'damping'>;

/** Where each pair flips in the rows that agree with all that is asked, one a pair: [networks][pairs]. */
export function flipsWhere(all: All, asked: Asked): Float64Array[] {
  return itemTable(all, (rows) => flipWhere(rows, asked));
}

/** How far apart two primes pull the flip, each to its own side, as a share: [networks][pairs]. */
export function primePull(
  all: All,
  asked: Required<Pick<Asked, 'damping' | 'after'>>,
): Float64Array[] {
  const flip = (rows: readonly PrimingRow[], prime: Prime) => flipWhere(rows, { ...asked, prime });
  return itemTable(all, (rows) => flip(rows, 'first') - flip(rows, 'other'));
}

/**
 * The hysteresis distance: how much further on the way a pair flips forwards than backwards, above 0
 * where what was seen first holds. [networks][pairs]
 */
export function hysteresisDistance(
  all: All,
  asked: Required<Pick<Asked, 'damping' | 'each'>>,
): Float64Array[] {
  const flip = (rows: readonly PrimingRow[], way: WalkedRow['way']) =>
    flipWhere(rows, { ...asked, way });
  return itemTable(all, (rows) => flip(rows, 'forwards') - flip(rows, 'backwards'));
}

/** NaN where there is no such row. */
function flipWhere(rows: readonly PrimingRow[], asked: Asked): number {
  return rows.find(agreesWith<PrimingRow>(asked))?.flip ?? Number.NaN;
}

/** A label an image: [B]. */
type Labels = ArrayLike<number>;

/**
 * By how much the goodness of each image's `other` label exceeds that of its `first`, at each step
 * from 1 on: [steps][B]. Where the video holds every label, these two are tried alone, which gives the
 * numbers that trying every label gives, for less work; where it holds something else, so it is under
 * both.
 */
export function preferences(
  network: Network,
  { images, frames, held = () => 'every' }: Video,
  { first, other }: { readonly first: Labels; readonly other: Labels },
  videoSettings: VideoSettings = {},
): Float32Array[] {
  // The images twice, side by side: one half is under the one label, one under the other.
  const twice = latestKept((frame: Float32Array) => sideBySide([frame, frame]));
  const both = sideBySide([first, other]);
  const heldTwice = latestKept((asked: Held): Held => {
    if (asked === 'every') return both;
    return typeof asked === 'string' ? asked : sideBySide([asked, asked]);
  });
  const video = {
    images: 2 * images,
    frames: frames.map(twice),
    held: (frame: number) => heldTwice(held(frame)),
  };
  const { classes } = sizesOf(network.architecture);
  return videoScores(network, video, videoSettings).map((scores) =>
    Float32Array.from({ length: images }, (_, image) => {
      // There is one hypothesis: the same number stands for every class.
      const [ofFirst, ofOther] = [scores[image * classes], scores[(images + image) * classes]];
      return (ofOther as number) - (ofFirst as number);
    }),
  );
}

/**
 * Where each item flips, as a morph level, at each step after a prime was let go: [steps][items],
 * by the goodness of the last three of these steps together, as far as there are so many. Each share
 * is watched for itself, from the bottom-up pass on, `lead` steps under the prime and `steps` more.
 */
export function primedFlips(
  network: Network,
  morphs: MorphFrames,
  { prime, lead, steps }: { readonly prime: Prime; readonly lead: number; readonly steps: number },
  videoSettings: VideoSettings = {},
): number[][] {
  const { items, frames } = morphs;
  const labels = morphLabels(morphs, frames.length);
  const pixels = sideBySide(frames);
  const video = {
    images: frames.length * items.length,
    frames: new Array<Float32Array>(lead + steps + 1).fill(pixels),
    held: (frame: number): Held =>
      frame >= lead ? 'every' : prime === 'none' ? 'silent' : labels[prime],
  };
  // Under the prime both labels have the same goodness: steps of that time prefer neither.
  const preferred = slidingScores(preferences(network, video, labels, videoSettings)).slice(lead);
  return preferred.map((step) =>
    flipsAlong(
      frames.map((_, share) => step.subarray(share * items.length, (share + 1) * items.length)),
    ),
  );
}

/**
 * Where each item flips when all shares are walked through as one video, in both directions, and the
 * network is never started again: [items] each, in morph levels, backwards from the last share to
 * the first. The first share is watched for `lead` steps, each later one for
 * `each`. What is preferred at a share is by the goodness of the last three steps together, when the
 * share has been shown for as long as it is.
 */
export function walkedFlips(
  network: Network,
  morphs: MorphFrames,
  pace: { readonly lead: number; readonly each: number },
  videoSettings: VideoSettings = {},
): Readonly<Record<'forwards' | 'backwards', readonly number[]>> {
  const count = morphs.items.length;
  const last = morphs.frames.length - 1;
  // Both walks at once: one in the first half of the images, the other in the second.
  const ways = morphs.frames.map((frame, share) =>
    sideBySide([frame, morphs.frames[last - share] as Float32Array]),
  );
  const { frames, seen } = framesAtPace(ways, pace);
  const video = { images: 2 * count, frames };
  const steps = slidingScores(preferences(network, video, morphLabels(morphs, 2), videoSettings));
  const preferred = seen.map((step) => steps[step - 1] as Float32Array);
  return {
    forwards: flipsAlong(preferred.map((share) => share.subarray(0, count))),
    // How much of the way prefers the first label is the same from either end.
    backwards: flipsAlong(preferred.map((share) => share.subarray(count))),
  };
}
