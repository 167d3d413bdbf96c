import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { EnvironmentError, InputError } from '../input/errors';
import { limited, MOST_COUNTED } from '../input/limits';
import { readError } from '../machine/file-errors';
import { readIfThere } from '../machine/read-whole';
import { zarrita } from './trace-store';
import { zstdSize } from './zstd-frame';

/** What is read at once, whatever the files are: 256 MiB of numbers, in so many blocks. */
const FLOOR = { bytes: 2 ** 28, blocks: 100_000 };
/** So many times what is in the files is read beyond that. */
const TIMES = 10;
/** Of a number. */
const BYTES = 4;
/** What packing may add to a block that it cannot pack. */
const PACKING = 2 ** 16;

/**
 * The numbers of an array of a trace at these places, null for a whole axis; each file is checked
 * before it is unpacked. A block that is not there is NaN; of a `complete` trace, and of an axis, none
 * may be missing. Throws InputError for a damaged or missing file, and for more than the files can be
 * good for.
 */
export async function traceBlocks(
  folder: string,
  name: string,
  metadata: TraceArrayMetadata,
  places: readonly (number | null)[],
  complete: boolean,
): Promise<Float32Array | Int32Array> {
  const { shape, chunk_grid, data_type, codecs } = metadata;
  const chunks = chunk_grid.configuration.chunk_shape;
  const size = BYTES * product(chunks);
  const taken = shape.filter((_, axis) => places[axis] === null);
  const blocks = shape.map((length, axis) =>
    places[axis] === null ? Math.ceil(length / (chunks[axis] ?? 1)) : 1,
  );
  const array = path.join(folder, name);
  checkSize(array, Math.max(size, BYTES * product(taken)), product(blocks));
  const about = new TextEncoder().encode(JSON.stringify(metadata));
  let file = array;
  const sizeOf = codecs.length === 1 ? (block: Uint8Array) => block.length : zstdSize;
  const store = {
    async get(key: string): Promise<Uint8Array | undefined> {
      if (key.endsWith('zarr.json')) return about;
      file = path.join(folder, key);
      const block = readIfThere(file, size + PACKING);
      if (!block && (complete || data_type === 'int32'))
        throw new InputError(`${file} is missing: ${array} cannot be read without it`);
      if (block && sizeOf(block) !== size) throw damaged(file);
      return block;
    },
  };
  const { get, open, root } = zarrita();
  try {
    const opened = await open.v3(root(store).resolve(name), { kind: 'array' });
    const read = await get(opened, [...places], { createQueue: oneByOne });
    if (taken.length > 0) return read.data as Float32Array | Int32Array;
    const Numbers = data_type === 'int32' ? Int32Array : Float32Array;
    return Numbers.of(read as unknown as number); // a single number comes as itself
  } catch (error) {
    if (error instanceof InputError || error instanceof EnvironmentError) throw error;
    throw damaged(file, error);
  }
}

/** Throws InputError for more bytes or blocks than there is anything of in the files. */
function checkSize(array: string, bytes: number, blocks: number): void {
  if (bytes <= FLOOR.bytes && blocks <= FLOOR.blocks) return;
  const there = filesIn(array);
  if (bytes <= FLOOR.bytes + TIMES * there.bytes && blocks <= FLOOR.blocks + TIMES * there.files)
    return;
  throw new InputError(
    `${array} says that it holds ${bytes} bytes in ${blocks} blocks, and its ${there.files} files hold ${there.bytes}: read a part of it, place by place, or record it again`,
  );
}

function filesIn(folder: string): { files: number; bytes: number } {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((one) => one.isFile());
    const sizes = files.map((one) => statSync(path.join(one.parentPath, one.name)).size);
    return { files: files.length, bytes: sizes.reduce((sum, one) => sum + one, 0) };
  } catch (error) {
    throw readError(folder, error);
  }
}

/** Blocks one after the other, so that one is in memory at a time. */
function oneByOne() {
  const waiting: (() => Promise<void>)[] = [];
  return {
    add: (work: () => Promise<void>) => void waiting.push(work),
    async onIdle() {
      for (const work of waiting) await work();
      return [];
    },
  };
}

function damaged(file: string, cause?: unknown): InputError {
  return new InputError(`${file} is damaged: record the trace again`, { cause });
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all * one, 1);
}

/** Axes of an array at the most; a trace's have up to four. */
const MOST_AXES = 8;

const AXIS = /^(image|hypothesis|step|layer|unit_\d{1,4})$/;

const lengths = limited(z.array(z.int().min(1).max(MOST_COUNTED)).min(1), MOST_AXES);

const bytes = z.object({
  name: z.literal('bytes'),
  configuration: z.object({ endian: z.literal('little') }),
});
const zstd = z.object({
  name: z.literal('zstd'),
  configuration: z.object({ level: z.int(), checksum: z.boolean() }),
});

/**
 * What a trace writes about an array (Zarr v3), in a folder or in a zip, which packs by itself; another
 * program's way of packing is not read.
 */
export const traceArrayMetadata = z
  .object({
    zarr_format: z.literal(3),
    node_type: z.literal('array'),
    shape: lengths,
    data_type: z.enum(['float32', 'int32']),
    chunk_grid: z.object({
      name: z.literal('regular'),
      configuration: z.object({ chunk_shape: lengths }),
    }),
    chunk_key_encoding: z.object({
      name: z.literal('default'),
      configuration: z.object({ separator: z.literal('/') }),
    }),
    codecs: z.union([z.tuple([bytes, zstd]), z.tuple([bytes])]),
    fill_value: z.union([z.literal('NaN'), z.literal(0)]),
    dimension_names: limited(z.array(z.string().regex(AXIS)), MOST_AXES),
  })
  .refine(({ shape, dimension_names: names }) => new Set(names).size === shape.length)
  .refine(({ shape, dimension_names: { length } }) => shape.length === length)
  .refine(({ shape, chunk_grid: { configuration } }) => {
    const chunks = configuration.chunk_shape;
    return chunks.length === shape.length && chunks.every((one, at) => one <= (shape[at] ?? 0));
  });

export type TraceArrayMetadata = z.infer<typeof traceArrayMetadata>;

/** The group that a trace is. */
export const traceGroupMetadata = z.object({
  zarr_format: z.literal(3),
  node_type: z.literal('group'),
  attributes: z.record(z.string(), z.unknown()),
});
