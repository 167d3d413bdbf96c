import { zipSync } from 'fflate';
import { InputError } from '../input/errors';
import { type TraceArray, type TraceDeclaration, traceArrays, traceBytes } from './trace-arrays';
import { type NewStore, type TraceWriter, traceWriter, type Zarrita } from './trace-writer';

/** A trace being written into memory. */
export interface TraceZip extends Omit<TraceWriter, 'finish'> {
  /** Declares the trace complete and gives it whole, as a zip. */
  finish(): Promise<Uint8Array>;
}

/**
 * Starts a trace in memory, for where there are no folders: what `recordTrace` writes, in a zip that
 * xarray opens as it is, and `openTrace` once it is unpacked. The zip packs its blocks, since zstd's codec
 * for browsers evaluates text, which a page with a policy forbids. Equal states give equal bytes.
 * Throws InputError for more than a zip holds.
 */
export async function traceZip(declaration: TraceDeclaration, zarrita: Zarrita): Promise<TraceZip> {
  checkSize(declaration);
  const files = new Map<string, Uint8Array>();
  const writer = await traceWriter(declaration, inMemory(files), zarrita);
  return {
    ...writer,
    async finish() {
      await writer.finish();
      return zipSync(Object.fromEntries(files), { mtime: EARLIEST });
    },
  };
}

/** Of the moment nothing is kept: the first that a zip can say, in whatever zone the clock is. */
const EARLIEST = new Date(1980, 0, 1);

/** A store that puts a trace's files there, by their names in a zip. */
function inMemory(files: Map<string, Uint8Array>): NewStore {
  const named = (key: string) => key.slice(1); // `/image/zarr.json`
  return async (root) => {
    files.set('zarr.json', root);
    return {
      packing: [],
      get: async (key) => files.get(named(key)),
      set: async (key, bytes) => void files.set(named(key), bytes),
    };
  };
}

/**
 * Files in a zip at the most: more, as more than 4 GiB, need ZIP64, which fflate does not write.
 * Source: APPNOTE.TXT of PKWARE, section 4.4.1.4.
 */
const MOST_FILES = 2 ** 16 - 1;
/** Half of that is what an array in memory holds everywhere. */
const MOST_BYTES = 2 ** 31;

function checkSize(declaration: TraceDeclaration): void {
  const bytes = traceBytes(declaration.selection);
  const files = traceArrays(declaration).reduce((sum, array) => sum + 1 + blocksOf(array), 1);
  if (bytes <= MOST_BYTES && files <= MOST_FILES) return;
  throw new InputError(
    `a trace of ${bytes} bytes in ${files} files is more than a zip holds: choose fewer steps or units`,
  );
}

function blocksOf({ shape, chunks }: TraceArray): number {
  return shape.reduce((all, length, axis) => all * Math.ceil(length / (chunks[axis] ?? 1)), 1);
}
