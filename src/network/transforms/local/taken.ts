import * as tf from '../../../engine/ops';

/** Where each of some things lies among others: as many places for each, -1 where it has fewer. */
export interface Places {
  readonly most: number;
  /** [things × most]. */
  readonly places: Int32Array;
}

/** Where the things 0 … `things` - 1 lie in a list of them that may name one often, or -1. */
export function placesOf(list: Int32Array, things: number): Places {
  const counts = new Int32Array(things);
  for (const thing of list) if (thing >= 0) counts[thing] = (counts[thing] as number) + 1;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const places = new Int32Array(things * most).fill(-1);
  counts.fill(0);
  for (const [at, thing] of list.entries()) {
    if (thing < 0) continue;
    const before = counts[thing] as number;
    places[thing * most + before] = at;
    counts[thing] = before + 1;
  }
  return { most, places };
}

/** The rows of a tensor in this order: zeros where it says -1. How many columns there are may differ. */
export function taken<T extends tf.Tensor>(rows: T, order: Int32Array): T {
  if (isAll(order, rows.shape[0] as number)) return rows;
  if (!order.includes(-1)) return tf.gather(rows, tf.tensor1d(order, 'int32'));
  const nothing = rows.shape[0] as number;
  const indices = order.map((row) => (row < 0 ? nothing : row));
  const padding = rows.shape.map((_, axis): [number, number] => [0, axis === 0 ? 1 : 0]);
  return tf.gather(tf.pad(rows, padding), tf.tensor1d(indices, 'int32'));
}

/** Whether an order leaves all as they are. */
function isAll(order: Int32Array, count: number): boolean {
  return order.length === count && order.every((row, at) => row === at);
}
