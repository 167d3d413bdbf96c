import { Float16Array } from '@petamoriken/float16';
import { z } from 'zod';
import { InputError, inShort } from '../input/errors';
import { limited } from '../input/limits';
import { whatIsWrong } from '../input/what-is-wrong';

/** Named arrays of numbers and words about them, as a safetensors file holds them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** One array, row by row. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** How precisely a file holds its numbers: float32 as they are, or rounded to float16. */
export type StoredPrecision = keyof typeof STORED_PRECISIONS;

/** What each of them is: bytes of a number, and how numbers are written and read. */
export const STORED_PRECISIONS = {
  F32: {
    bytes: Float32Array.BYTES_PER_ELEMENT,
    from: (values: Float32Array) => values,
    read: (data: ArrayBuffer, offset: number, count: number) =>
      // Copied, because its place need not be a multiple of 4: numbers of 2 bytes may come before it.
      new Float32Array(data.slice(offset, offset + Float32Array.BYTES_PER_ELEMENT * count)),
  },
  F16: {
    bytes: Float16Array.BYTES_PER_ELEMENT,
    from: (values: Float32Array) => Float16Array.from(values),
    read: (data: ArrayBuffer, offset: number, count: number) =>
      Float32Array.from(new Float16Array(data, offset, count)),
  },
};

/** Bytes of the length that a file begins with. */
export const LENGTH_BYTES = 8;
const SPACE = 0x20;

/**
 * The bytes of a safetensors file: the header's length (8 bytes, little-endian), a JSON header
 * padded with spaces to a multiple of 8, then the numbers. Equal content gives equal bytes.
 */
export function encodeSafetensors(
  { tensors, metadata }: TensorFile,
  precision: StoredPrecision = 'F32',
): Uint8Array {
  const { bytes, from } = STORED_PRECISIONS[precision];
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let size = 0;
  for (const [name, { shape, values }] of tensors) {
    const end = size + values.length * bytes;
    entries[name] = { dtype: precision, shape, data_offsets: [size, end] };
    size = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(entries));
  const headerLength = Math.ceil(json.length / LENGTH_BYTES) * LENGTH_BYTES;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + size).fill(SPACE);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const { values } of tensors.values()) {
    const numbers = from(values);
    file.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  return file;
}

/** The longest header that a file of ours could need, with room to spare: a thousand layers take a third of it. */
export const LONGEST_HEADER = 2 ** 22;

/** Bytes of a file at the most: what Linux reads at once. */
export const LARGEST_NETWORK = 2 ** 31 - 2 ** 12;
/** Axes of an array at the most; a network's have one or two. */
const MOST_AXES = 8;

const entry = z.object({
  dtype: z.string(),
  shape: limited(z.array(z.int().min(0)), MOST_AXES),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const header = z
  .object({ __metadata__: z.record(z.string(), z.string()).optional() })
  .catchall(entry);

/**
 * Reads a safetensors file of float32 or float16 arrays, as float32. What the header promises is
 * checked against the file's size before memory is taken for it.
 * Throws InputError for a file that is damaged, cut short or of another kind.
 */
export async function readSafetensors(source: ByteSource): Promise<TensorFile> {
  const { name, size } = source;
  const refuse = (why: string) => new InputError(`${name} is not a valid checkpoint: ${why}`);
  const read = async (from: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await source.read(from, length);
    if (bytes.length < length) throw refuse('it ended while it was read');
    return bytes;
  };
  if (size > LARGEST_NETWORK)
    throw refuse(`it has ${size} bytes, more than the ${LARGEST_NETWORK} that are read`);
  if (size < LENGTH_BYTES) throw refuse(`it has ${size} bytes`);
  const start = new DataView((await read(0, LENGTH_BYTES)).buffer);
  const headerLength = Number(start.getBigUint64(0, true));
  if (headerLength > LONGEST_HEADER)
    throw refuse('it does not start like a safetensors file of this program');
  const data = LENGTH_BYTES + headerLength;
  if (data > size) throw refuse('it is cut short within its header');
  const parsed = parseHeader(await read(LENGTH_BYTES, headerLength));
  if (typeof parsed === 'string') throw refuse(parsed);
  const promised = data + sizeOf(parsed);
  if (promised !== size) throw refuse(`its header promises ${promised} bytes and it has ${size}`);
  const { buffer } = await read(data, size - data);
  return {
    metadata: parsed.metadata,
    tensors: new Map(
      parsed.entries.map(({ name, dtype, shape, offset, count }) => [
        name,
        { shape, values: STORED_PRECISIONS[dtype].read(buffer, offset, count) },
      ]),
    ),
  };
}

interface Header {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: readonly {
    readonly name: string;
    readonly dtype: StoredPrecision;
    readonly shape: readonly number[];
    readonly offset: number;
    readonly end: number;
    readonly count: number;
  }[];
}

/** The header in order of its data, or what is wrong with it. */
function parseHeader(bytes: Uint8Array): Header | string {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return 'its header is not JSON';
  }
  const checked = header.safeParse(json);
  if (!checked.success) return `its header is not one of safetensors: ${whatIsWrong(header, json)}`;
  const { __metadata__: metadata = {}, ...tensors } = checked.data;
  const entries = Object.entries(tensors as Record<string, z.infer<typeof entry>>)
    .map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [offset, end],
        },
      ]) => {
        const count = shape.reduce((product, length) => product * length, 1);
        return { name, dtype, shape, offset, end, count };
      },
    )
    .sort((one, other) => one.offset - other.offset);
  const sound: Header['entries'][number][] = [];
  for (const { name, dtype, shape, offset, end, count } of entries) {
    if (dtype !== 'F32' && dtype !== 'F16')
      return `${inShort(name)} holds ${inShort(dtype)}, neither float32 nor float16`;
    const expected = sound.at(-1)?.end ?? 0;
    if (offset !== expected || end - offset !== count * STORED_PRECISIONS[dtype].bytes)
      return `the place of ${inShort(name)} does not fit its shape`;
    sound.push({ name, dtype, shape, offset, end, count });
  }
  return { metadata, entries: sound };
}

function sizeOf({ entries }: Header): number {
  return entries.at(-1)?.end ?? 0;
}

/** Where the bytes of a file come from: a disk, or what was fetched. */
export interface ByteSource {
  /** What it is called in messages: a path. */
  readonly name: string;
  /** Bytes in all. */
  readonly size: number;
  /** So many bytes from a place on, in a buffer of their own; fewer where it has ended. */
  readonly read: (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes that are in memory. */
export function bytesNamed(name: string, bytes: Uint8Array): ByteSource {
  // Copied by a constructor, because `slice` of a Node Buffer does not copy.
  const read = async (from: number, length: number) =>
    new Uint8Array(bytes.subarray(from, from + length));
  return { name, size: bytes.length, read };
}
