import { InputError } from '../../input/errors';
import { readError } from '../../machine/file-errors';
import { sha256 } from '../../machine/sha256';
import type { Format } from './format';
import { openFile } from './open-file';

const SHAPE = { rows: 32, columns: 32, channels: 3 };
const PLACES = SHAPE.rows * SHAPE.columns;

/** No more than this is read from one file: 1 GiB, six times CIFAR-100. */
const LARGEST = 2 ** 30;

/** The labels of a record: how many bytes there are of them, and which of these is taken, from 0. */
interface RecordLabels {
  readonly labels: number;
  readonly label: number;
}

/**
 * The binary version of CIFAR (cs.toronto.edu/~kriz/cifar.html): files of records, each labels of a byte
 * and 3072 bytes of pixels, the red plane, then the green and the blue one, each row by row.
 */
export function cifar(each: RecordLabels): Format {
  return {
    name: 'CIFAR’s binary version',
    gzipped: false,
    async read(files) {
      const parts: RecordsRead[] = [];
      for (const file of files) parts.push(await readRecords(file, each));
      const pixels = joined(parts.map((part) => part.pixels));
      const labels = joined(parts.map((part) => part.labels));
      const [first = ''] = files;
      const labelsIn = files.length > 1 ? `${first} (and those after it)` : first;
      return {
        ...{ count: labels.length, ...SHAPE, pixels, labels, labelsIn, imagesIn: first },
        contents: parts.map(({ sha256 }) => sha256),
      };
    },
  };
}

interface RecordsRead {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  readonly sha256: string;
}

async function readRecords(file: string, { labels, label }: RecordLabels): Promise<RecordsRead> {
  const length = labels + SHAPE.channels * PLACES;
  const bytes = await contentOf(file, length);
  const count = bytes.length / length;
  const pixels = new Uint8Array(count * SHAPE.channels * PLACES);
  const chosen = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    const start = image * length;
    chosen[image] = bytes[start + label] as number;
    for (let channel = 0; channel < SHAPE.channels; channel++) {
      const plane = start + labels + channel * PLACES;
      for (let place = 0; place < PLACES; place++)
        pixels[(image * PLACES + place) * SHAPE.channels + channel] = bytes[
          plane + place
        ] as number;
    }
  }
  return { pixels, labels: chosen, sha256: sha256(bytes) };
}

/** A file of whole records; its size is looked at before it is read. */
async function contentOf(file: string, record: number): Promise<Buffer> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    if (size === 0 || size % record !== 0)
      throw new InputError(
        `${file} is not a file of CIFAR’s binary version: it has ${size} bytes, no whole number of ` +
          `records of ${record}. Fetch it again, the binary version, and unpack the archive.`,
      );
    if (size > LARGEST)
      throw new InputError(
        `${file} has ${size} bytes, more than the ${LARGEST} that are read: give a smaller file`,
      );
    return await handle.readFile();
  } catch (error) {
    throw error instanceof InputError ? error : readError(file, error);
  } finally {
    await handle.close();
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
