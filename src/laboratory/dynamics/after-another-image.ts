import { normalise } from '../../engine/normalise';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import { drain } from '../../perception/drain';
import { noLabel } from '../../perception/frame';
import { release, retain } from '../../perception/lending';
import { type InitialState, settle, still } from '../../perception/settle';
import type { PerceptionState } from '../../perception/state';
import { clamp } from '../../perception/step';

/**
 * A state at time 0 that is not reset: what is left of watching another image for so many steps,
 * with every label equally at the top. The other image is the one before in the batch; the first
 * follows the last.
 */
export function afterAnotherImage(steps: number): InitialState {
  return (network, frame) =>
    tidy(() => {
      const [, images] = frame.pixels.shape;
      const order = Array.from({ length: images }, (_, at) => (at + images - 1) % images);
      const pixels = tf.gather(frame.pixels, tf.tensor1d(order, 'int32'), 1);
      const label = normalise(noLabel(sizesOf(network.architecture).classes, 'uniform'));
      let left: PerceptionState | undefined;
      drain(settle(network, still({ pixels, label }, steps)), (state) => {
        if (state.step === steps) left = retain(state);
      });
      const last = left as PerceptionState;
      const clamped = { ...clamp(network, last, frame), step: 0 };
      release(last);
      return clamped;
    });
}
