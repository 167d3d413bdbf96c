import { nativeBackend } from './native';
import * as tf from './ops';

/** What was made of tensors since `makingOnce` began; undefined outside it. */
let made: Map<tf.Tensor, readonly tf.Tensor[]> | undefined;

/**
 * Does `work`, throughout which the tensors that `madeOnce` is asked about stay as they are: what is made of
 * them is made once, and freed at the end.
 */
export function makingOnce<T>(work: () => T): T {
  if (made) return work();
  const all = new Map<tf.Tensor, readonly tf.Tensor[]>();
  made = all;
  try {
    return work();
  } finally {
    made = undefined;
    for (const tensors of all.values()) tf.dispose([...tensors]);
  }
}

/**
 * The tensors that `make` makes of one, lent until the work ends that is done by `makingOnce`. Undefined outside
 * such work, where they would be made in vain, and on the native engine, whose graphs know tensors by their
 * places alone.
 */
export function madeOnce<T extends tf.Tensor>(
  from: tf.Tensor,
  make: () => readonly T[],
): readonly T[] | undefined {
  if (!made || nativeBackend()) return undefined;
  const known = made.get(from) as readonly T[] | undefined;
  if (known) return known;
  const tensors = make().map((tensor) => tf.keep(tensor));
  made.set(from, tensors);
  return tensors;
}
