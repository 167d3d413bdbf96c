import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../input/errors';
import { readError } from '../../machine/file-errors';
import { sha256 } from '../../machine/sha256';
import {
  IDX_TYPES,
  type IdxHeader,
  type IdxKind,
  type IdxType,
  idxHeader,
  isIdxOf,
  otherWayRound,
  UNSIGNED_BYTES,
} from './idx-header';
import { firstBytes, isPacked, openFile, unpackedHead } from './open-file';

/** What an IDX file holds. */
export interface Idx extends Pick<IdxHeader, 'dimensions'> {
  /** The values as bytes (`idxValues`), in the file's order, last dimension fastest: [product of dimensions]. */
  readonly values: Uint8Array;
  /** SHA-256 of the file's content, unpacked. */
  readonly sha256: string;
}

/** No more than this is read from one file: 1 GiB, twenty times MNIST. */
const LARGEST = 2 ** 30;

/** Deflate packs no tighter than this, so a packed file bounds what it can hold. */
const TIGHTEST = 1032;

/**
 * Unpacked, a file takes no more memory than so many times its size, or than 64 MiB, whichever is
 * more. Images that pack more tightly than this are given unpacked.
 */
const MOST = { times: 10, bytes: 2 ** 26 };

/** How much of a packed file is looked at to find the header: unpacks to 1 MiB at most. */
const HEAD = 1024;

/**
 * Reads an IDX file, gzipped or plain (told apart by the first bytes, not by the
 * name). What the header declares is compared with the file's size before memory is taken, and
 * reading and unpacking stop at the declared size.
 * Throws InputError where the file cannot be read, is no such file, is too short or too long, or has
 * values that are none of a byte.
 */
export async function readIdx(file: string, kind: IdxKind): Promise<Idx> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const head = await firstBytes(handle, HEAD);
    const packed = isPacked(head);
    const header = idxHeader(beginning(head, file), kind, file);
    checkSize(header, packed, size, file);
    const content = await contentOf(handle, packed, header, file);
    const { dimensions } = header;
    const sum = sha256(content);
    return { dimensions, values: idxValues(content, header, kind, file), sha256: sum };
  } catch (error) {
    throw error instanceof InputError ? error : readError(file, error);
  } finally {
    await handle.close();
  }
}

/** What an IDX file holds, by its first bytes; undefined where it is none. Throws InputError as `readIdx`. */
export async function idxKindOf(file: string): Promise<IdxKind | undefined> {
  const first = await firstUnpacked(file);
  return (['images', 'labels'] as const).find((kind) => isIdxOf(kind, first));
}

/**
 * Whether a file begins nearly as IDX files do, or is packed twice: `readIdx` says what is wrong with it. Films have a
 * third zero. Throws InputError as `readIdx`.
 */
export async function mayBeIdx(file: string): Promise<boolean> {
  const first = await firstUnpacked(file);
  return isPacked(first) || (first[0] === 0 && first[1] === 0 && first[2] !== 0);
}

async function firstUnpacked(file: string): Promise<Buffer> {
  const handle = await openFile(file);
  try {
    return beginning(await firstBytes(handle, HEAD), file);
  } finally {
    await handle.close();
  }
}

/** The first bytes of what is packed, as far as its first bytes tell. */
function beginning(head: Buffer, file: string): Buffer {
  try {
    return unpackedHead(head);
  } catch (error) {
    throw damaged(file, error);
  }
}

function checkSize(header: IdxHeader, packed: boolean, size: number, file: string): void {
  const declares = `${file} declares ${header.size} bytes (${header.dimensions.join(' × ')})`;
  const most = packed ? size * TIGHTEST : size;
  const hint = otherWayRound(header, most);
  const isLarger = header.size > most;
  if (isLarger ? hint !== undefined : header.size > LARGEST)
    throw new InputError(
      `${declares}: more than the ${Math.min(most, LARGEST)} that can be read. ` +
        `${hint ?? 'Give a smaller file.'}`,
    );
  const least = packed ? 0.99 * size - 2 ** 16 : size; // gzip's own bytes, where it packs nothing
  if (isLarger) throw tooShort(header, packed ? undefined : size, file);
  if (header.size < least) throw tooLong(header, file);
  if (packed && header.size > Math.max(MOST.times * size, MOST.bytes))
    throw new InputError(
      `${declares}, more than ${MOST.times} times the ${size} that it has: unpack it by gunzip ` +
        'first, if it is what you think it is.',
    );
}

/** All of a file, unpacked: as many bytes as it declares, and no more in memory than these. */
async function contentOf(
  handle: FileHandle,
  packed: boolean,
  header: IdxHeader,
  file: string,
): Promise<Buffer> {
  const content = Buffer.alloc(header.size);
  const stored = handle.createReadStream({ start: 0, autoClose: false });
  // What goes wrong in either comes out below.
  const chunks = packed ? pipeline(stored, createGunzip(), () => undefined) : stored;
  let length = 0;
  try {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      if (length + chunk.length > header.size) throw tooLong(header, file);
      content.set(chunk, length);
      length += chunk.length;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw tooShort(header, undefined, file);
    throw code?.startsWith('Z_') ? damaged(file, error) : error;
  }
  if (length < header.size) throw tooShort(header, length, file);
  return content;
}

function tooShort({ dimensions, size }: IdxHeader, found: number | undefined, file: string) {
  const has = found === undefined ? 'it ends before that' : `it has ${found}`;
  return new InputError(
    `${file} is cut short: its header declares ${dimensions.join(' × ')}, ${size} bytes in all, ` +
      `and ${has}. Fetch the file again.`,
  );
}

function tooLong({ dimensions, size }: IdxHeader, file: string) {
  return new InputError(
    `${file} is too long: its header declares ${dimensions.join(' × ')}, ${size} bytes in all, ` +
      'and more follows. Fetch the file again.',
  );
}

function damaged(file: string, cause: unknown) {
  const reason = (cause as Error).message;
  return new InputError(`${file} is damaged, it does not unpack (${reason}). Fetch it again.`, {
    cause,
  });
}

const WHITE = 255;

/**
 * The values after an IDX file's header as bytes: whole numbers from 0 to 255 as they are, of images
 * written in floats those from 0 to 1 times 255, rounded. Throws InputError for any other.
 */
function idxValues(
  content: Buffer,
  { dimensions, start, type }: IdxHeader,
  kind: IdxKind,
  file: string,
): Uint8Array {
  if (type === UNSIGNED_BYTES) return content.subarray(start);
  const written = IDX_TYPES[type] as IdxType;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const scaled = written.fraction && kind === 'images';
  const most = scaled ? 1 : WHITE;
  const values = new Uint8Array(dimensions.reduce((product, size) => product * size, 1));
  for (let at = 0; at < values.length; at++) {
    const value = written.read(view, start + at * written.bytes);
    if (!(value >= 0 && value <= most && (scaled || Number.isInteger(value))))
      throw new InputError(
        `${file} has the value ${value}, its ${at + 1}th, and ${kind} in ${written.name} go from 0 ` +
          `to ${most}${scaled ? '' : ' in whole numbers'}: scale the values, or write them as unsigned bytes`,
      );
    values[at] = scaled ? Math.round(WHITE * value) : value;
  }
  return values;
}
