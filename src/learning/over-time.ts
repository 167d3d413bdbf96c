import * as tf from '@tensorflow/tfjs-core';

/**
 * One tensor for all steps from one a step, [K or 1, B or 1, n] each: [T, K, B, n]. What is the
 * same under every hypothesis, or for every image, is repeated.
 */
export function overTime(steps: readonly tf.Tensor3D[], hypotheses: number): tf.Tensor4D {
  const [first] = steps as [tf.Tensor3D];
  const images = Math.max(...steps.map((one) => one.shape[1]));
  const whole: [number, number, number] = [hypotheses, images, first.shape[2]];
  return tf.tidy(() => {
    const each = steps.map((one) =>
      one.shape[0] === hypotheses && one.shape[1] === images
        ? one
        : tf.broadcastTo<tf.Rank.R3>(one, whole),
    );
    return tf.reshape(tf.concat3d(each, 0), [steps.length, ...whole]);
  });
}
