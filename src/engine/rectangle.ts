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
  const around: [number, number][] = [
    [0, 0],
    [row, rows - row - size[0]],
    [column, columns - column - size[1]],
  ];
  const cut = tf.customGrad((whole) => ({
    value: sliceOf(native, whole as tf.Tensor, [0, row, column], [ALL, ...size]),
    gradFunc: (dy: tf.Tensor) => tf.pad(dy, around),
  }));
  return cut(matrices) as tf.Tensor3D;
}

/** TensorFlow's own operation, whose sizes need not be known before a graph runs. */
function sliceOf(native: Native, whole: tf.Tensor, from: number[], size: number[]): tf.Tensor {
  return tf.tidy(() => {
    const [begin, extent] = [tf.tensor1d(from, 'int32'), tf.tensor1d(size, 'int32')];
    return native.executeSingleOutput('Slice', typesOf(native), [whole, begin, extent]);
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
