import { type Attribute, type Native, nativeBackend } from './native';
import * as tf from './ops';

/**
 * A rectangle of each of some matrices [R, rows, columns], from its first row and column on:
 * [R, ...size]. On the native engine R is found while a graph runs, so that one graph serves every
 * number of matrices.
 */
export function rectangleOf(
  matrices: tf.Tensor3D,
  [row, column]: readonly [number, number],
  size: readonly [number, number],
): tf.Tensor3D {
  const [count, rows, columns] = matrices.shape;
  if (size[0] === rows && size[1] === columns) return matrices;
  const native = nativeBackend();
  if (!native) return tf.slice(matrices, [0, row, column], [count, ...size]);
  return tf.tidy(() => {
    const [from, extent] = [
      [0, row, column],
      [ALL, ...size],
    ].map((one) => tf.tensor1d(one, 'int32')) as [tf.Tensor1D, tf.Tensor1D];
    return native.executeSingleOutput('Slice', typesOf(native), [
      matrices,
      from,
      extent,
    ]) as tf.Tensor3D;
  });
}

/** How TensorFlow is told to take all that follows. */
const ALL = -1;

function typesOf({ binding }: Native): Attribute[] {
  const type = binding['TF_ATTR_TYPE'] as number;
  return [
    { name: 'T', type, value: binding['TF_FLOAT'] },
    { name: 'Index', type, value: binding['TF_INT32'] },
  ];
}
