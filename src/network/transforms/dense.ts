import { z } from 'zod';
import * as tf from '../../engine/ops';
import { type Ends, selfInWords, selfMisfit, selfSchema, type Transform } from './transform';

/** Every unit sees every unit; within a layer, but for itself where `self` is `false`. */
export interface Dense {
  readonly kind: 'dense';
  readonly self?: false | undefined;
}

/** One matrix of weights: [from, to]. */
export const DENSE: Transform<Dense> = {
  kind: 'dense',
  words: (declared) => `dense${selfInWords(declared)}`,
  schema: z.strictObject({ kind: z.literal('dense'), self: selfSchema }),
  misfit: selfMisfit,
  shape: ({ from, to }) => [from.units, to.units],
  initialise: (ends, random) => {
    const { from, to } = ends;
    const scale = 1 / Math.sqrt(seenBy(ends));
    const values = random.normals(from.units * to.units).map((value) => value * scale);
    return tf.tidy(() => apart(tf.tensor2d(values, [from.units, to.units]), ends));
  },
  project: (rows, weights) => tf.matMul(rows, weights as tf.Tensor2D),
  correlate: (rows, pushes, ends) => tf.tidy(() => apart(tf.matMul(rows, pushes, true), ends)),
  expect: (rows, weights) => tf.tidy(() => tf.matMul(rows, tf.transpose(weights as tf.Tensor2D))),
  weightCount: (ends) => seenBy(ends) * ends.to.units,
  target(place, { to, transform }) {
    const [seen, unit] = [Math.floor(place / to.units), place % to.units];
    return transform.self === false && seen === unit ? undefined : unit;
  },
};

/** How many units a unit sees. */
function seenBy({ from, transform }: Ends<Dense>): number {
  return transform.self === false ? from.units - 1 : from.units;
}

/** The matrix with nothing from a unit to itself, where that is so. */
function apart(weights: tf.Tensor2D, { from, transform }: Ends<Dense>): tf.Tensor2D {
  return transform.self === false ? tf.mul(weights, tf.sub(1, tf.eye(from.units))) : weights;
}
