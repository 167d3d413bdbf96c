import { open } from 'node:fs/promises';
import { Float16Array } from '@petamoriken/float16';
import { z } from 'zod';
import { InputError } from '../engine/errors';
import { readError } from '../engine/files';
import { inShort } from '../engine/in-short';
import { limited } from '../engine/read-json';
import { AT_ONCE } from '../engine/read-whole';
import { whatIsWrong } from '../engine/what-is-wrong';

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
export type Precision = keyof typeof PRECISIONS;

const PRECISIONS = {
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
const LENGTH_BYTES = 8;
/** The longest header that a file of ours could need, with room to spare. */
const LONGEST_HEADER = 2 ** 20;

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
 * The bytes of a safetensors file: the header's length (8 bytes, little-endian), a JSON header
 * padded with spaces to a multiple of 8, then the numbers. Equal content gives equal bytes.
 */
export function encodeSafetensors(
  { tensors, metadata }: TensorFile,
  precision: Precision = 'F32',
): Uint8Array {
  const { bytes, from } = PRECISIONS[precision];
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let size = 0;
  for (const [name, { shape, values }] of tensors) {
    const end = size + values.length * bytes;
    entries[name] = { dtype: precision, shape, data_offsets: [size, end] };
    size = end;
  }
  const json = Buffer.from(JSON.stringify(entries));
  const headerLength = Math.ceil(json.length / LENGTH_BYTES) * LENGTH_BYTES;
  const file = Buffer.alloc(LENGTH_BYTES + headerLength + size, ' ');
  file.writeBigUInt64LE(BigInt(headerLength));
  json.copy(file, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const { values } of tensors.values()) {
    const numbers = from(values);
    file.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  return file;
}

/**
 * Reads a safetensors file of float32 or float16 arrays, as float32. What the header promises is
 * checked against the file's size before memory is taken for it.
 * Throws InputError for a file that is damaged, cut short or of another kind, EnvironmentError where
 * the machine fails.
 */
export async function readSafetensors(path: string): Promise<TensorFile> {
  const refuse = (why: string) => new InputError(`${path} is not a sound checkpoint: ${why}`);
  const file = await open(path, AT_ONCE).catch((error) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? new InputError(`there is no checkpoint ${path}`)
      : readError(path, error);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw refuse('it is not a file');
    const read = async (from: number, length: number): Promise<Buffer> => {
      const bytes = Buffer.from(new ArrayBuffer(length));
      const { bytesRead } = await file.read(bytes, 0, length, from).catch((error) => {
        throw readError(path, error);
      });
      if (bytesRead < length) throw refuse('it ended while it was read');
      return bytes;
    };
    if (stat.size > LARGEST_NETWORK)
      throw refuse(`it has ${stat.size} bytes, more than the ${LARGEST_NETWORK} that are read`);
    if (stat.size < LENGTH_BYTES) throw refuse(`it has ${stat.size} bytes`);
    const headerLength = Number((await read(0, LENGTH_BYTES)).readBigUInt64LE());
    if (headerLength > LONGEST_HEADER)
      throw refuse('it does not start like a safetensors file of this program');
    const start = LENGTH_BYTES + headerLength;
    if (start > stat.size) throw refuse('it is cut short within its header');
    const parsed = parseHeader(await read(LENGTH_BYTES, headerLength));
    if (typeof parsed === 'string') throw refuse(parsed);
    const promised = start + sizeOf(parsed);
    if (promised !== stat.size)
      throw refuse(`its header promises ${promised} bytes and it has ${stat.size}`);
    const data = await read(start, stat.size - start);
    return {
      metadata: parsed.metadata,
      tensors: new Map(
        parsed.entries.map(({ name, dtype, shape, offset, count }) => [
          name,
          { shape, values: PRECISIONS[dtype].read(data.buffer as ArrayBuffer, offset, count) },
        ]),
      ),
    };
  } finally {
    await file.close();
  }
}

interface Header {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: readonly {
    readonly name: string;
    readonly dtype: Precision;
    readonly shape: readonly number[];
    readonly offset: number;
    readonly end: number;
    readonly count: number;
  }[];
}

/** The header in order of its data, or what is wrong with it. */
function parseHeader(bytes: Buffer): Header | string {
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
      ]) => ({
        name,
        dtype,
        shape,
        offset,
        end,
        count: shape.reduce((product, length) => product * length, 1),
      }),
    )
    .sort((one, other) => one.offset - other.offset);
  const sound: Header['entries'][number][] = [];
  for (const { name, dtype, shape, offset, end, count } of entries) {
    if (dtype !== 'F32' && dtype !== 'F16')
      return `${inShort(name)} holds ${inShort(dtype)}, neither float32 nor float16`;
    const expected = sound.at(-1)?.end ?? 0;
    if (offset !== expected || end - offset !== count * PRECISIONS[dtype].bytes)
      return `the place of ${inShort(name)} does not fit its shape`;
    sound.push({ name, dtype, shape, offset, end, count });
  }
  return { metadata, entries: sound };
}

function sizeOf({ entries }: Header): number {
  return entries.at(-1)?.end ?? 0;
}
