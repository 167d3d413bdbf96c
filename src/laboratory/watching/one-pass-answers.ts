import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { frame, noLabel } from '../../perception/frame';
import { readoutLogits } from '../../perception/readout';
import { winners } from '../../perception/recognise';
import type { PerceptionState } from '../../perception/state';
import { bottomUpPass } from '../../perception/step';

/** What the readout says when it is shown pixels [B × n_0], after one bottom-up pass: a label each. */
export function onePassAnswers(network: Network, pixels: Float32Array): Uint8Array {
  const { pixels: size, classes } = sizesOf(network.architecture);
  return tidy(() => {
    const seen = tf.tensor2d(pixels, [pixels.length / size, size]);
    return readoutAnswers(network, bottomUpPass(network, frame(seen, noLabel(classes, 'silent'))));
  });
}

/** What the readout makes of a state under one label an image, whatever its step: a label each. */
export function readoutAnswers(
  network: Network,
  state: Pick<PerceptionState, 'layers'>,
): Uint8Array {
  const logits = readoutLogits(network, state);
  const answers = winners(logits.dataSync<'float32'>(), sizesOf(network.architecture).classes);
  logits.dispose();
  return answers;
}
