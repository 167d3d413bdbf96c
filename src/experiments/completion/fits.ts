import type { Half } from '../../images/stimuli/hidden-half';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { dynamicsOf, type PerceptionSettings } from '../../perception/perception-settings';
import { accumulate, winners } from '../../perception/recognise';
import type { PerceptionState } from '../../perception/state';
import { drawnBy } from '../measures/drawings';
import { dotProduct, normed } from '../measures/likeness';
import { meanRows } from '../measures/rows';
import { readoutAnswers } from '../watching/recognise-images';
import { scoresOf, type Video, watchVideo } from '../watching/watch-video';
import { type Fill, type FitRow, type FitStepRow, meanOf, type WrongRow } from './rows';

/** What a network makes of images of which a part is hidden. */
export interface Completed {
  readonly classes: number;
  /** Scores of each label over the window: [B × classes]. */
  readonly scores: Float32Array;
  /** Answers by these, and of the readout of one pass: [B]. */
  readonly goodness: Uint8Array;
  readonly readout: Uint8Array;
  /** How well layer 1 fits what is hidden under each label: `byLabel[step]` is [B × classes]. */
  readonly byLabel: readonly Float64Array[];
  /** The same with nothing held at the top: `noLabel[step]` is [B]. */
  readonly noLabel: readonly Float64Array[];
  /** What layer 1 expects of the pixels. */
  readonly drawn: {
    /** At time 0: [1, B, n_0]. */
    readonly first: Float32Array;
    /** At the end of the window: [K or 1, B, n_0] and [1, B, n_0]. */
    readonly byLabel: Float32Array;
    readonly noLabel: Float32Array;
  };
}

const NONE: Float32Array = new Float32Array();

/**
 * Watches images under every label, and under none, and compares what layer 1 expects of the pixels
 * (`expectedPixels`) with what is hidden, at time 0 and after each step.
 */
export function completeImages(
  network: Network,
  video: Video,
  hidden: HiddenPixels,
  perception: PerceptionSettings,
): Completed {
  const { pixels: size, classes } = sizesOf(network.architecture);
  const { window } = perception;
  const dynamics = dynamicsOf(perception);
  const steps: Float32Array[] = [];
  const byLabel: Float64Array[] = [];
  const noLabel: Float64Array[] = [];
  let readout = new Uint8Array();
  const drawn = { first: NONE, byLabel: NONE, noLabel: NONE };
  const seeEvery = (state: PerceptionState) => {
    const now = drawnBy(network, state);
    byLabel.push(fitsToHidden(now, size, hidden, classes));
    if (state.step === window.last) drawn.byLabel = now;
    if (state.step > 0) steps.push(scoresOf(state, classes));
    else {
      drawn.first = now;
      readout = Uint8Array.from(readoutAnswers(network, state));
    }
  };
  const seeNone = (state: PerceptionState) => {
    const now = drawnBy(network, state);
    noLabel.push(fitsToHidden(now, size, hidden, 1));
    if (state.step === window.last) drawn.noLabel = now;
  };
  watchVideo(network, { ...video, held: () => 'every' }, seeEvery, { dynamics });
  watchVideo(network, { ...video, held: () => 'silent' }, seeNone, { dynamics });
  const scores = accumulate({ scores: steps }, window);
  const goodness = winners(scores, classes);
  return { classes, scores, goodness, readout, byLabel, noLabel, drawn };
}

/** Some images in a row with one half hidden. */
interface SomeHidden {
  /** Their true labels, and the place of the first. */
  readonly labels: Uint8Array;
  readonly start: number;
  readonly half: Half;
  readonly fill: Fill;
}

/** The same, and what a network made of them. */
export interface SomeCompleted extends SomeHidden {
  readonly seen: Completed;
  readonly hidden: HiddenPixels;
}

/** How well each prediction fits what is hidden, at this step; `means` are mean images of classes. */
export function fitRows(
  { seen, hidden, labels, start, half, fill }: SomeCompleted,
  means: readonly Float64Array[],
  step: number,
): FitRow[] {
  const any = meanRows(means);
  return Array.from(labels, (label, image) => {
    const under = labelFits(seen, step, image);
    const winner = seen.goodness[image] as number;
    const mean = (of: number) => fitToHidden(means[of] as Float64Array, hidden, image);
    return {
      ...{ kind: 'fit', item: start + image, half, fill },
      trueLabel: known(under[label]),
      winningLabel: known(under[winner]),
      wrongLabels: known(meanOf(butFor(under, label))),
      noLabel: known(seen.noLabel[step]?.[image]),
      bottomUp: known(seen.noLabel[0]?.[image]),
      trueMean: known(mean(label)),
      winningMean: known(mean(winner)),
      anyMean: known(fitToHidden(any, hidden, image)),
    };
  });
}

/** How well layer 1 fits what is hidden at each step, mean over the halves of the same images. */
export function fitStepRows(halves: readonly SomeCompleted[]): FitStepRow[] {
  const [one] = halves;
  if (!one) return [];
  const { labels, start, fill, seen } = one;
  return Array.from(labels, (label, image) =>
    Array.from(seen.byLabel, (_, step): FitStepRow => {
      const under = halves.map((half) => labelFits(half.seen, step, image));
      return {
        ...{ kind: 'fit step', item: start + image, fill, step },
        trueLabel: known(meanOf(under.map((all) => all[label]))),
        wrongLabels: known(meanOf(under.flatMap((all) => butFor(all, label)))),
        noLabel: known(meanOf(halves.map((half) => half.seen.noLabel[step]?.[image]))),
      };
    }),
  ).flat();
}

/** Which images an answer is wrong for. */
export function wrongRows(
  { labels, start, half, fill }: SomeHidden,
  reading: string,
  answers: Uint8Array,
): WrongRow[] {
  return Array.from(labels, (label, image) => {
    const wrong = answers[image] === label ? 0 : 100;
    return { kind: 'wrong', item: start + image, half, fill, reading, wrong };
  });
}

/** How well layer 1 fits what is hidden of an image under each label: [classes]. */
function labelFits({ byLabel, classes }: Completed, step: number, image: number): Float64Array {
  return (byLabel[step] as Float64Array).subarray(image * classes, (image + 1) * classes);
}

/** Numbers of all labels but this one. */
function butFor(values: Float64Array, label: number): number[] {
  return Array.from(values).filter((_, one) => one !== label);
}

/** Null for what is no number, as rows hold it. */
export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** What is hidden: at these places of each of [B] images, normed. */
export interface HiddenPixels {
  readonly places: Uint32Array;
  readonly images: readonly Float64Array[];
}

/** The pixels at `places` of images [B × size], as what is hidden of them. */
export function hiddenPixels(
  images: ArrayLike<number>,
  size: number,
  places: Uint32Array,
): HiddenPixels {
  const count = images.length / size;
  const each = Array.from({ length: count }, (_, image) => pixelsAt(images, image * size, places));
  return { places, images: each };
}

/** How well one picture fits what is hidden of an image: their correlation there; see `fitsToHidden`. */
export function fitToHidden(
  picture: ArrayLike<number>,
  { places, images }: HiddenPixels,
  image: number,
): number {
  return dotProduct(pixelsAt(picture, 0, places), images[image] as Float64Array);
}

/**
 * How well drawings [K or 1, B, size] fit what is hidden: the correlation over the hidden pixels under
 * each of so many labels, [B × labels]; NaN where either is all the same.
 */
export function fitsToHidden(
  drawings: Float32Array,
  size: number,
  hidden: HiddenPixels,
  labels: number,
): Float64Array {
  const count = hidden.images.length;
  const one = drawings.length === count * size; // no label has reached it
  const found = new Float64Array(count * labels);
  for (let image = 0; image < count; image++)
    for (let label = 0; label < labels; label++) {
      const at = image * labels + label;
      if (one && label > 0) {
        found[at] = found[at - 1] as number;
        continue;
      }
      const start = (label * count + image) * size;
      found[at] = fitToHidden(drawings.subarray(start, start + size), hidden, image);
    }
  return found;
}

function pixelsAt(pictures: ArrayLike<number>, start: number, places: Uint32Array): Float64Array {
  const pixels = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++)
    pixels[at] = pictures[start + (places[at] as number)] as number;
  return normed(pixels);
}
