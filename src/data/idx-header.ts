import { InputError } from '../engine/errors';
import { kindOfFile } from './kind-of-file';

/** The kinds of IDX file that are read, by the number of their dimensions. */
const IDX_DIMENSIONS = { images: 3, labels: 1 } as const;

export type IdxKind = keyof typeof IDX_DIMENSIONS;

/** Bytes before the dimensions: two zeros, the type code, the number of dimensions. */
const IDX_START = 4;

/** The type code of unsigned bytes. */
const IDX_BYTES = 0x08;

/** What an IDX file's header declares. */
export interface IdxHeader {
  /** Images: count, rows, columns. Labels: count. */
  readonly dimensions: readonly number[];
  /** Bytes before the values. */
  readonly start: number;
  /** Bytes in all, header and values. */
  readonly size: number;
}

/**
 * The header of an IDX file whose first bytes are `bytes`: big-endian, as described on the page
 * that published MNIST (yann.lecun.com/exdb/mnist). `file` is for messages.
 * Throws InputError where it is no IDX file of unsigned bytes of this kind, or an empty one.
 */
export function idxHeader(bytes: Uint8Array, kind: IdxKind, file: string): IdxHeader {
  const start = IDX_START + 4 * IDX_DIMENSIONS[kind];
  checkMagic(bytes, kind, file);
  if (bytes.length < start) {
    throw new InputError(`${file} ends within its header (${bytes.length} of ${start} bytes)`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const dimensions = Array.from({ length: IDX_DIMENSIONS[kind] }, (_, axis) =>
    view.getUint32(IDX_START + 4 * axis),
  );
  if (dimensions.includes(0)) {
    throw new InputError(
      `${file} holds no ${kind}: its header declares ${dimensions.join(' × ')}. Give a file with some.`,
    );
  }
  return { dimensions, start, size: start + dimensions.reduce((product, size) => product * size) };
}

/**
 * A sentence on a header whose sizes make sense, at most `largest` bytes, when they are read the
 * other way round; undefined where they make none either.
 */
export function otherWayRound(
  { dimensions, start }: IdxHeader,
  largest: number,
): string | undefined {
  const swapped = dimensions.map((size) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(size);
    return bytes.readUInt32BE();
  });
  if (start + swapped.reduce((product, size) => product * size) > largest) return undefined;
  return `Its numbers look little-endian (${swapped.join(' × ')}): write them big-endian.`;
}

function checkMagic(bytes: Uint8Array, kind: IdxKind, file: string): void {
  const wanted = [0, 0, IDX_BYTES, IDX_DIMENSIONS[kind]];
  const found = Array.from(bytes.subarray(0, IDX_START));
  if (wanted.every((byte, at) => byte === found[at])) return;
  const another = kindOfFile(bytes);
  throw new InputError(
    another === undefined
      ? `${file} is not an IDX file of ${kind}: it begins with ${hex(found)} instead of ` +
          `${hex(wanted)}, so ${explain(found, kind)}.`
      : `${file} is not an IDX file of ${kind}. It is ${another}.`,
  );
}

function explain(found: number[], kind: IdxKind): string {
  const [zero, nought, type, rank] = found;
  const ranks: readonly (number | undefined)[] = Object.values(IDX_DIMENSIONS);
  if (type === 0 && rank === 0 && nought === IDX_BYTES && ranks.includes(zero))
    return 'its numbers are the wrong way round (little-endian): write them big-endian';
  if (rank === undefined) return 'it is cut short';
  if (zero !== 0 || nought !== 0) return 'it is another kind of file';
  if (type !== IDX_BYTES) return 'its values are not unsigned bytes (type 08)';
  const other = kind === 'images' ? 'labels' : 'images';
  if (rank === IDX_DIMENSIONS[other]) return `it holds ${other}: are two files interchanged?`;
  return `it has ${rank} dimensions and not ${IDX_DIMENSIONS[kind]}`;
}

function hex(bytes: readonly number[]): string {
  if (bytes.length === 0) return 'nothing';
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
