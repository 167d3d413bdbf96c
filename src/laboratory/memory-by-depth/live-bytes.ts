import { plainly } from '../../engine/compiled';
import * as tf from '../../engine/ops';

/**
 * The most bytes that live tensors hold at a time while `work` runs, those from before included.
 * Compiled functions are called operation by operation, because what lives within a graph is not
 * seen. What `work` returns is freed.
 */
export async function peakLiveBytes(work: () => object): Promise<number> {
  const { peakBytes } = await plainly(() =>
    tf.profile(() => {
      tf.dispose(work() as tf.TensorContainer);
      return [];
    }),
  );
  return peakBytes;
}
