import * as tf from '../../engine/ops';
import { cueStrength } from './cue';

/** Log-probability of each label under the cue of each image, up to a constant: [classes, images]. */
export function cuePrior(cues: ArrayLike<number>, validity: number, classes: number): tf.Tensor2D {
  const strength = cueStrength(validity, classes);
  const images = cues.length;
  const prior = new Float32Array(classes * images);
  for (let image = 0; image < images; image++)
    prior[(cues[image] as number) * images + image] = strength;
  return tf.tensor2d(prior, [classes, images]);
}
