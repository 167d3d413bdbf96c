import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync } from 'node:zlib';
import { InputError } from '../engine/errors';
import { type IdxHeader, type IdxKind, idxHeader } from './idx-header';
import { firstBytes, openFile } from './open-file';

/** What an IDX file holds. */
export interface Idx extends Pick<IdxHeader, 'dimensions'> {
  /** The values in the file's order, last dimension fastest: [product of dimensions]. */
  readonly values: Uint8Array;
  /** SHA-256 of the file as it lies on the disk, and of its content once unpacked. */
  readonly sha256: { readonly file: string; readonly content: string };
}

/** No more than this is unpacked from one file: 1 GiB, twenty times MNIST. */
const LARGEST = 2 ** 30;

/** Deflate packs no tighter than this, so a packed file bounds what it can hold. */
const TIGHTEST = 1032;

/** How much of a packed file is looked at to find the header: unpacks to 1 MiB at most. */
const HEAD = 1024;

/**
 * Reads an IDX file of unsigned bytes, gzipped or plain (told apart by the first bytes, not by the
 * name). What the header declares is compared with the file's size before memory is taken, and
 * unpacking stops at the declared size.
 * Throws InputError where the file cannot be read, is no such file, or is too short or too long.
 */
export async function readIdx(file: string, kind: IdxKind): Promise<Idx> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const head = await firstBytes(handle, HEAD);
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    const header = idxHeader(packed ? unpackHead(head, file) : head, kind, file);
    checkSize(header, packed, size, file);
    const stored = await handle.readFile();
    const content = packed ? await unpack(stored, header, file) : stored;
    if (content.length < header.size) throw tooShort(header, content.length, file);
    const { dimensions, start } = header;
    const sha256 = { file: digest(stored), content: digest(content) };
    return { dimensions, values: content.subarray(start), sha256 };
  } finally {
    await handle.close();
  }
}

/** The first bytes of what is packed, as far as its first bytes tell. */
function unpackHead(head: Buffer, file: string): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw damaged(file, error);
  }
}

function checkSize(header: IdxHeader, packed: boolean, size: number, file: string): void {
  if (header.size > LARGEST) {
    throw new InputError(
      `${file} declares ${header.size} bytes (${header.dimensions.join(' × ')}): more than the ` +
        `${LARGEST} that are read. Give a smaller file.`,
    );
  }
  const most = packed ? size * TIGHTEST : size;
  const least = packed ? 0.99 * size - 2 ** 16 : size; // gzip's own bytes, where it packs nothing
  if (header.size > most) throw tooShort(header, packed ? undefined : size, file);
  if (header.size < least) throw tooLong(header, file);
}

async function unpack(stored: Buffer, header: IdxHeader, file: string): Promise<Buffer> {
  try {
    return await promisify(gunzip)(stored, { maxOutputLength: header.size });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(header, file);
    throw code === 'Z_BUF_ERROR' ? tooShort(header, undefined, file) : damaged(file, error);
  }
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

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
