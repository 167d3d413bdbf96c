import { EnvironmentError } from '../input/errors';
import { type Native, nativeBackend } from './native';
import * as tf from './ops';
import { multiplyingAt, type Precision } from './precision';

/**
 * Does `work`, whose matrix products take numbers of this precision. Throws EnvironmentError
 * where the engine that runs cannot.
 */
export function atPrecision<T>(precision: Precision, work: () => T): T {
  if (precision === 'bfloat16') checkBfloat16();
  return multiplyingAt(precision, work);
}

/** Why an engine is refused that is not the native one. */
export const ONLY_NATIVE =
  'only the native engine multiplies in bfloat16: choose no other (--engine, TOPDOWN_ENGINE); if it is missing, `npx topdown setup` installs it';

/** Engines that were seen to multiply bfloat16 as they should. */
const sound = new WeakSet<Native>();

/** Throws EnvironmentError where products of bfloat16 are none, or are added up in bfloat16, too. */
export function checkBfloat16(): void {
  const native = nativeBackend();
  if (!native) throw new EnvironmentError(ONLY_NATIVE);
  if (sound.has(native)) return;
  const [sum] = tf.tidy(() =>
    multiplyingAt('bfloat16', () =>
      tf.matMul(tf.tensor2d([256, 1, 1, 1.5], [1, 4]), tf.ones([4, 1])).dataSync<'float32'>(),
    ),
  );
  // 259.5 is rounded to 260; in sums of bfloat16 256 and 1 stay 256.
  if (sum !== 260)
    throw new EnvironmentError(
      'products of bfloat16 are not added up in float32 here: oneDNN does that, for a program that was started for it, on processors with AVX-512; leave --precision bfloat16 out',
    );
  sound.add(native);
}
