import { InputError } from '../../input/errors';
import { kindOfFile } from './open-file';

/** The kinds of IDX file that are read, and how many dimensions they may have, the usual first. */
const IDX_DIMENSIONS = { images: [3, 4, 2], labels: [1] } as const;

export type IdxKind = keyof typeof IDX_DIMENSIONS;

/** Bytes before the dimensions: two zeros, the type code, the number of dimensions. */
const IDX_START = 4;

/** What an IDX file's header declares. */
export interface IdxHeader {
  /** Images: count, rows, columns, or count, rows, columns, channels, or count, pixels. Labels: count. */
  readonly dimensions: readonly number[];
  /** The code of the values' type (`IDX_TYPES`). */
  readonly type: number;
  /** Bytes before the values. */
  readonly start: number;
  /** Bytes in all, header and values. */
  readonly size: number;
}

/**
 * The header of an IDX file whose first bytes are `bytes`: big-endian, as described on the page
 * that published MNIST (yann.lecun.com/exdb/mnist). `file` is for messages.
 * Throws InputError where it is no IDX file of this kind, or an empty one.
 */
export function idxHeader(bytes: Uint8Array, kind: IdxKind, file: string): IdxHeader {
  checkMagic(bytes, kind, file);
  const [, , type = 0, rank = 0] = bytes;
  const start = IDX_START + 4 * rank;
  if (bytes.length < start) {
    throw new InputError(`${file} ends within its header (${bytes.length} of ${start} bytes)`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const dimensions = Array.from({ length: rank }, (_, axis) =>
    view.getUint32(IDX_START + 4 * axis),
  );
  if (dimensions.includes(0)) {
    throw new InputError(
      `${file} holds no ${kind}: its header declares ${dimensions.join(' × ')}. Give a file with some.`,
    );
  }
  return { dimensions, type, start, size: start + bytesOf(dimensions, type) };
}

/**
 * A sentence on a header whose sizes make sense, at most `largest` bytes, when they are read the
 * other way round; undefined where they make none either.
 */
export function otherWayRound(
  { dimensions, type, start }: IdxHeader,
  largest: number,
): string | undefined {
  const swapped = dimensions.map((size) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(size);
    return bytes.readUInt32BE();
  });
  if (start + bytesOf(swapped, type) > largest) return undefined;
  return `Its numbers look little-endian (${swapped.join(' × ')}): write them big-endian.`;
}

/** Whether a file that begins with these bytes is an IDX file of this kind, by its first four. */
export function isIdxOf(
  kind: IdxKind,
  [zero, nought, type, rank]: ArrayLike<number> & Iterable<number>,
): boolean {
  const ranks: readonly (number | undefined)[] = IDX_DIMENSIONS[kind];
  return zero === 0 && nought === 0 && IDX_TYPES[type ?? 0] !== undefined && ranks.includes(rank);
}

function bytesOf(dimensions: readonly number[], type: number): number {
  const { bytes = 1 } = IDX_TYPES[type] ?? {};
  return dimensions.reduce((product, size) => product * size, bytes);
}

function checkMagic(bytes: Uint8Array, kind: IdxKind, file: string): void {
  const found = Array.from(bytes.subarray(0, IDX_START));
  if (isIdxOf(kind, found)) return;
  const wanted = [0, 0, UNSIGNED_BYTES, IDX_DIMENSIONS[kind][0]];
  const another = kindOfFile(bytes);
  throw new InputError(
    another === undefined
      ? `${file} is not an IDX file of ${kind}: it begins with ${hex(found)} instead of ` +
          `${hex(wanted)}, so ${explain(found, kind)}`
      : `${file} is not an IDX file of ${kind}. It is ${another}.`,
  );
}

function explain(found: number[], kind: IdxKind): string {
  const [zero, nought, type, rank] = found;
  const ranks: readonly (number | undefined)[] = Object.values(IDX_DIMENSIONS).flat();
  if (type === 0 && rank === 0 && IDX_TYPES[nought ?? 0] && ranks.includes(zero))
    return 'its numbers are the wrong way round (little-endian): write them big-endian.';
  if (rank === undefined) return 'it is cut short.';
  if (zero !== 0 || nought !== 0) return 'it is another kind of file.';
  if (!IDX_TYPES[type ?? 0]) return 'its values are of no type that IDX has (08, 09, 0b to 0e).';
  const other = kind === 'images' ? 'labels' : 'images';
  if (isIdxOf(other, found)) return `it holds ${other}: are two files interchanged?`;
  return `it has ${rank} dimensions and not ${IDX_DIMENSIONS[kind].toSorted((one, other) => one - other).join(', ')}.`;
}

function hex(bytes: readonly number[]): string {
  if (bytes.length === 0) return 'nothing';
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** How values of an IDX file are written: big-endian. */
export interface IdxType {
  /** As messages call it. */
  readonly name: string;
  /** Bytes of a value. */
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** Whether 1 stands for the most there is, and not 255. */
  readonly fraction: boolean;
}

/**
 * The types of values, by the code in the header's third byte, as the page that published MNIST
 * defines them (yann.lecun.com/exdb/mnist).
 */
export const IDX_TYPES: Readonly<Record<number, IdxType>> = {
  8: {
    ...{ name: 'unsigned bytes', bytes: 1, fraction: false },
    read: (view, at) => view.getUint8(at),
  },
  9: { name: 'signed bytes', bytes: 1, fraction: false, read: (view, at) => view.getInt8(at) },
  11: {
    ...{ name: 'integers of two bytes', bytes: 2, fraction: false },
    read: (view, at) => view.getInt16(at),
  },
  12: {
    ...{ name: 'integers of four bytes', bytes: 4, fraction: false },
    read: (view, at) => view.getInt32(at),
  },
  13: {
    ...{ name: 'floats of four bytes', bytes: 4, fraction: true },
    read: (view, at) => view.getFloat32(at),
  },
  14: {
    ...{ name: 'floats of eight bytes', bytes: 8, fraction: true },
    read: (view, at) => view.getFloat64(at),
  },
};

/** The type of what needs no conversion. */
export const UNSIGNED_BYTES = 8;
