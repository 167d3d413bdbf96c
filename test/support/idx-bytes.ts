import { randomStream } from '../../src/engine/random';

/** An IDX file of unsigned bytes: header and values, unpacked. */
export function idxBytes(dimensions: readonly number[], values: Uint8Array | number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 0x08, dimensions.length]);
  dimensions.forEach((size, axis) => {
    header.writeUInt32BE(size, 4 + 4 * axis);
  });
  return Buffer.concat([header, Uint8Array.from(values)]);
}

/** The four files of a small data set with ten classes, unpacked, by canonical name. */
export function smallDataSet(training = 12, test = 5, rows = 3, columns = 4) {
  const random = randomStream(1, 'small data set');
  const bytes = (count: number, below: number) =>
    Uint8Array.from({ length: count }, () => random.integer(0, below - 1));
  const images = (count: number) =>
    idxBytes([count, rows, columns], bytes(count * rows * columns, 256));
  const labels = (count: number) => idxBytes([count], bytes(count, 10));
  return {
    'train-images-idx3-ubyte': images(training),
    'train-labels-idx1-ubyte': labels(training),
    't10k-images-idx3-ubyte': images(test),
    't10k-labels-idx1-ubyte': labels(test),
  };
}
