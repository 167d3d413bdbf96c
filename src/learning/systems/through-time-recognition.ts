import { compiled } from '../../engine/compiled';
import type * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { unlabelledFrame } from '../../perception/frame';
import { dynamicsOf, type PerceptionSettings } from '../../perception/perception-settings';
import { readoutLogits } from '../../perception/readout';
import type { Recognition } from '../../perception/recognise';
import { drain, settle, still } from '../../perception/settle';

/** How images are watched, as a compiled function is told. */
export type Watching = Pick<PerceptionSettings, 'steps' | 'damping' | 'schedule'>;

/** The readout's logits of `pixels` [B, n_0] at time 0, the bottom-up pass, and after each step: [B, classes]. */
export function logitsThroughTime(
  network: Network,
  pixels: tf.Tensor2D,
  { steps, ...moving }: Watching,
): tf.Tensor2D[] {
  return tidy(() => {
    const logits: tf.Tensor2D[] = [];
    const video = still(unlabelledFrame(network, pixels), steps);
    drain(settle(network, video, dynamicsOf(moving)), (state) =>
      logits.push(readoutLogits(network, state)),
    );
    return logits;
  });
}

interface Watched {
  readonly network: Network;
  readonly pixels: tf.Tensor2D;
  readonly watching: Watching;
}

const watch = compiled(({ network, pixels, watching }: Watched) =>
  logitsThroughTime(network, pixels, watching),
);

/** A label's score at a step is the readout's logit; the readout of one pass is that of time 0. */
export function recogniseThroughTime(
  network: Network,
  pixels: tf.Tensor2D,
  { steps, damping, schedule }: Watching,
): Recognition {
  return tidy(() => {
    const logits = watch({ network, pixels, watching: { steps, damping, schedule } });
    const [onePass, ...scores] = logits.map((one) => one.dataSync<'float32'>());
    const { classes } = sizesOf(network.architecture);
    return { images: pixels.shape[0], classes, scores, logits: onePass as Float32Array };
  });
}
