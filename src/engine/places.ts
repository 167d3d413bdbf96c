import { type Attribute, type Native, nativeBackend } from './native';
import * as tf from './ops';

/**
 * The places, from 0, at which `mask` [n], bool, is true: [R], int32, in ascending order. On the native
 * engine R is found while a graph runs, so that one graph serves every number of places; elsewhere
 * there is always one place, the first if no other, as their operations do not take tensors of nothing.
 */
export function placesOf(mask: tf.Tensor1D): tf.Tensor1D {
  const native = nativeBackend();
  return native ? partition(native, mask) : lookedUp(mask);
}

/** The second part of 0 … n - 1, parted by false and true. */
function partition(native: Native, mask: tf.Tensor1D): tf.Tensor1D {
  const { binding } = native;
  const attributes: Attribute[] = [
    { name: 'num_partitions', type: binding['TF_ATTR_INT'] as number, value: 2 },
    { name: 'T', type: binding['TF_ATTR_TYPE'] as number, value: binding['TF_INT32'] },
  ];
  return tf.tidy(() => {
    const all = tf.range(0, mask.size, 1, 'int32');
    const inputs = [all, tf.cast(mask, 'int32')];
    const [, chosen] = native.executeMultipleOutputs('DynamicPartition', attributes, inputs, 2);
    return chosen as tf.Tensor1D;
  });
}

function lookedUp(mask: tf.Tensor1D): tf.Tensor1D {
  const all = mask.dataSync();
  const found = Array.from(all.keys()).filter((place) => all[place]);
  return tf.tensor1d(found.length > 0 ? found : [0], 'int32');
}
