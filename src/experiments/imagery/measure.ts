import { setImmediate } from 'node:timers/promises';
import type { LabelledImages } from '../../images/labelled-images';
import { first } from '../../images/split';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { dynamicsOf } from '../../perception/perception-settings';
import type { PerceptionState } from '../../perception/state';
import { type Surroundings, stopIfInterrupted } from '../../runs/scenario';
import { mean } from '../../statistics/mean';
import { drawnBy, pictureText } from '../measures/drawings';
import { classLikeness, classMeans, normed } from '../measures/likeness';
import type { StudySubject } from '../subject';
import type { FeedforwardSubject } from '../watching/beside';
import { onePassAnswers, readoutAnswers, recogniseImages } from '../watching/recognise-images';
import { stillVideo, stillVideos, videoStates, watchVideo } from '../watching/watch-video';
import type { ImageryRow } from './rows';
import { type ImageryTrials, imageryTrials } from './trials';

/** Drawings of one step as images, under the labels that they were drawn for. */
export interface Drawn extends ImageryTrials {
  readonly step: number;
}

/** Trials watched at once, about. */
const AT_ONCE = 500;

/**
 * What a network makes of labels that are held over blank pictures, noise and scrambled images, and of
 * the images themselves under their labels; see `ImageryRow`. `drawn` are its drawings at the last
 * step of its window, for others to look at. Throws Interrupted.
 */
export async function measureImagery(
  { network, settings }: Pick<StudySubject, 'network' | 'settings'>,
  { images, training }: { readonly images: LabelledImages; readonly training: LabelledImages },
  seed: number,
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<{ readonly rows: ImageryRow[]; readonly drawn: readonly Drawn[] }> {
  const seeing = perceived(network, training);
  const { pixels: size } = sizesOf(network.architecture);
  const [dynamics, step] = [dynamicsOf(settings), settings.window.last];
  const rows: ImageryRow[] = seeing.pictures.map((picture, label) => ({
    ...{ kind: 'picture', shows: 'mean image', label, step: 0 },
    picture: pictureText(picture),
  }));
  const drawn: Drawn[] = [];
  const all = imageryTrials(images, seed);
  const total = all.reduce((sum, { trials }) => sum + trials.count, 0);
  const bar = progress('imagining', total);
  try {
    for (const one of all) {
      const pixels = new Uint8Array(one.trials.pixels.length);
      drawn.push({ ...one, step, trials: { ...one.trials, pixels } });
      const most = one.together * Math.ceil(AT_ONCE / one.together);
      for (const video of stillVideos(one.trials, settings.steps, most)) {
        stopIfInterrupted(signal);
        const { labels, start } = video;
        const see = (state: PerceptionState) => {
          const drawings = drawnBy(network, state);
          const ink = drawnInk(drawings, size);
          const some = { ...one, labels, start, drawings, ink };
          rows.push(...imageryOfState(network, state, some, seeing));
          const grey = () => ink.map((value) => Math.round(255 * value));
          if (state.step === step) pixels.set(grey(), start * size);
        };
        watchVideo(network, { ...video, held: () => labels }, see, { dynamics });
        bar.advance(labels.length);
        await setImmediate();
      }
    }
  } finally {
    bar.done();
  }
  return { rows, drawn };
}

/** How often a feed-forward network that is shown drawings says the labels that they are of. */
export async function imageryReaders(
  { system, recogniser, answers }: FeedforwardSubject,
  drawn: readonly Drawn[],
  surroundings: Pick<Surroundings, 'signal'>,
): Promise<ImageryRow[]> {
  const rows: ImageryRow[] = [];
  for (const { bottom, step, trials, together } of drawn) {
    const said = answers(await recogniseImages(surroundings, recogniser, trials));
    for (const [item, rate] of groupRates(said, trials.labels, together).entries())
      rows.push({ kind: 'reader', bottom, item, step, reader: system, rate });
  }
  return rows;
}

/**
 * Drawings as pictures to be looked at: what is below 0 is black, and the most ink of each is 1; all
 * black where nothing is above 0. `drawings` are [B × size], and so is what comes out.
 */
export function drawnInk(drawings: Float32Array, size: number): Float32Array {
  const pictures = drawings.map((value) => Math.max(0, value));
  for (let start = 0; start < pictures.length; start += size) {
    const picture = pictures.subarray(start, start + size);
    const most = picture.reduce((highest, value) => Math.max(highest, value), 0);
    if (most > 0) for (let at = 0; at < size; at++) picture[at] = (picture[at] as number) / most;
  }
  return pictures;
}

/** What seeing a class is like, on average: a normed row a class. */
export interface Perceived {
  /** The mean image of each class: [classes][n_0]. */
  readonly pictures: readonly Float64Array[];
  /** The mean normalised state of each layer, lowest first: [layers][classes][n]. */
  readonly layers: readonly (readonly Float64Array[])[];
}

/** Images whose states the mean of a class is of, at most. */
const STATES = 2000;

/**
 * The mean image of each class, and the mean state that its images (the first 2000 of all) leave in
 * each layer in one bottom-up pass, before any label is held.
 */
function perceived(network: Network, images: LabelledImages): Perceived {
  const { classes } = images;
  const some = first(images, Math.min(STATES, images.count));
  const patterns = (values: ArrayLike<number>, labels: ArrayLike<number>) =>
    classMeans(values, labels, classes).map(normed);
  const video = stillVideo(some, 0);
  const states = videoStates(network, { ...video, held: () => 'silent' });
  return {
    pictures: patterns(images.pixels, images.labels),
    layers: states.map(([state]) => patterns(state as Float32Array, some.labels)),
  };
}

/** Some trials in a row, of which a state is. */
interface SomeTrials extends Pick<ImageryTrials, 'bottom' | 'together'> {
  /** The labels held. */
  readonly labels: Int32Array;
  /** The place of the first among all trials of this bottom. */
  readonly start: number;
  /** What layer 1 expects of the pixels, and that as pictures (`drawnInk`): [trials × n_0]. */
  readonly drawings: Float32Array;
  readonly ink: Float32Array;
}

/** What there is to say of a network's state while labels are held; `seeing` is what it is like to see. */
function imageryOfState(
  network: Network,
  { step, layers }: PerceptionState,
  { bottom, together, labels, start, drawings, ink }: SomeTrials,
  seeing: Perceived,
): ImageryRow[] {
  const { pixels: size, classes, hidden } = sizesOf(network.architecture);
  const read = groupRates(readoutAnswers(network, { layers }), labels, together);
  const shown = groupRates(onePassAnswers(network, ink), labels, together);
  const likeness = groupMeans(classLikeness(drawings, labels, seeing.pictures), together);
  const at = (item: number) => ({ bottom, item: start / together + item, step });
  const rows: ImageryRow[] = Array.from(read, (rate, item) => ({
    ...{ kind: 'drawing', ...at(item), read: rate },
    ...{ shown: shown[item] as number, likeness: likeness[item] as number },
  }));
  for (const [index, { normalised, goodness }] of layers.entries()) {
    const states = normalised.dataSync<'float32'>();
    const like = groupMeans(classLikeness(states, labels, seeing.layers[index] ?? []), together);
    const sums = groupMeans(goodness.dataSync<'float32'>(), together);
    for (const [item, likeness] of like.entries()) {
      const each = (sums[item] as number) / (hidden[index] as number);
      rows.push({ kind: 'layer', ...at(item), layer: index + 1, likeness, goodness: each });
    }
  }
  if (start > 0 || bottom === 'seen') return rows;
  for (const [trial, label] of labels.subarray(0, classes).entries()) {
    const picture = pictureText(drawings.subarray(trial * size, (trial + 1) * size));
    rows.push({ kind: 'picture', shows: bottom, label, step, picture });
  }
  return rows;
}

/** The mean of each so many values in a row. */
export function groupMeans(values: ArrayLike<number>, together: number): Float64Array {
  const groups = Array.from({ length: values.length / together }, (_, group) => group * together);
  return Float64Array.from(groups, (start) =>
    mean(Array.from({ length: together }, (_, at) => values[start + at] as number)),
  );
}

/** How often answers are the labels, in %, of each so many in a row. */
export function groupRates(
  answers: ArrayLike<number>,
  labels: ArrayLike<number>,
  together: number,
): Float64Array {
  const right = Array.from(answers, (one, at) => (one === labels[at] ? 100 : 0));
  return groupMeans(right, together);
}
