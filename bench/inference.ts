import * as tf from '@tensorflow/tfjs-core';
import { gather } from '../src/images/batches';
import { imageSize, type LabelledImages } from '../src/images/labelled-images';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { layersOf } from '../src/network/neighbours';
import { disposeNetwork, initialise } from '../src/network/network';
import { frame, noLabel } from '../src/perception/frame';
import { readoutLogits } from '../src/perception/readout';
import { recognise } from '../src/perception/recognise';
import { bottomUpPass } from '../src/perception/step';
import { withLimit } from './limit';
import { measure } from './measure';
import { perceptionFlop } from './useful-work';

const BATCH = 250;
/** Batches that are timed: as many as fit into some seconds, within these. */
const TIMED = { least: 4, most: 12, milliseconds: 6000 };
/** What a result is quoted for. */
const QUOTED = 10_000;
/** The window of the paper ends here, and nothing after it counts. */
const STEPS = 5;

export interface InferenceCost {
  readonly hidden: readonly number[];
  /** Seconds for 10,000 images. */
  readonly tenLabels: number;
  readonly onePass: number;
  /** Of ten labels: time over what the useful work takes at the limit. */
  readonly ratio: number;
}

/** Ten-label and one-pass recognition; from a few batches, quoted for 10,000 images. */
export function inference(hidden: readonly number[], images: LabelledImages): InferenceCost {
  const sizes = { pixels: imageSize(images), hidden, classes: images.classes };
  const architecture = RECURRENT.architecture(layersOf(sizes));
  const network = initialise(architecture, 17);
  const { pixels } = gather(
    images,
    Uint32Array.from({ length: BATCH }, (_, at) => at),
  );
  const seen = tf.tensor2d(pixels, [BATCH, sizes.pixels]);
  const seconds = (work: () => void) => {
    const fit = Math.floor(TIMED.milliseconds / measure(work, 1, 1).median);
    const times = Math.max(TIMED.least, Math.min(TIMED.most, fit));
    return (measure(work, times, 1).median * (QUOTED / BATCH)) / 1000;
  };
  const { result: tenLabels, limit } = withLimit(Math.max(...hidden), () =>
    seconds(() => void recognise(network, seen, STEPS)),
  );
  const onePass = seconds(() =>
    tf.tidy(() => {
      const pass = bottomUpPass(network, frame(seen, noLabel(sizes.classes, 'silent')));
      readoutLogits(network, pass).dataSync();
    }),
  );
  seen.dispose();
  disposeNetwork(network);
  const work = { images: QUOTED, hypotheses: sizes.classes, steps: STEPS };
  const ideal = perceptionFlop(architecture, work) / limit / 1000;
  return { hidden, tenLabels, onePass, ratio: tenLabels / ideal };
}
