import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { InputError } from '../../input/errors';
import { readError } from '../../machine/file-errors';
import { AT_ONCE } from '../../machine/read-whole';

/**
 * Opens a file to read; the caller closes it. Waits for nobody.
 * Throws InputError where there is none, it is anything but a file, or may not be read; EnvironmentError where the machine fails.
 */
export async function openFile(file: string): Promise<FileHandle> {
  const handle = await open(file, AT_ONCE).catch((error: unknown) => {
    throw readError(file, error);
  });
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  throw new InputError(`${file} is ${whatIs(stats)}, not a file: give one`);
}

/** The first `count` bytes, or as many as there are. What is read later starts at the beginning. */
export async function firstBytes(handle: FileHandle, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}

/** What is at a path, in words. */
export function whatIs(stats: Stats): string {
  if (stats.isFile()) return 'a file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a device';
}

/** Whether what begins with these bytes is packed by gzip. */
export function isPacked(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The first bytes of a file, unpacked where they are packed, as far as its own first bytes tell. Throws
 * zlib's error where they do not unpack.
 */
export function unpackedHead(head: Buffer): Buffer {
  // The end that gunzip waits for is not there.
  return isPacked(head) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
}

/** Files of other kinds, by their first bytes (Latin-1): what each is, and what to do with it. */
const KINDS: readonly { readonly begins: readonly string[]; readonly kind: string }[] = [
  { begins: ['\x1f\x8b'], kind: 'packed by gzip twice: unpack it once' },
  {
    begins: ['PK\x03\x04'],
    kind: 'a zip archive (as is NumPy’s .npz): unpack it, and give the IDX files in it',
  },
  {
    begins: ['BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd', '7z\xbc\xaf'],
    kind: 'packed by another program than gzip: unpack it',
  },
  {
    begins: [
      'PAR1',
      '\x89HDF',
      'MATLAB',
      '\x93NUMPY',
      '\x80\x02',
      '\x80\x03',
      '\x80\x04',
      '\x80\x05',
    ],
    kind: 'data in another format (Parquet, HDF5, MATLAB, NumPy or pickle): get the IDX files',
  },
  {
    begins: ['\x89PNG', '\xff\xd8\xff', 'GIF8'],
    kind: 'a picture, or a part of one: a data set is four IDX files, of images and labels',
  },
  {
    begins: ['version https://git-lfs'],
    kind: 'what Git LFS leaves in the place of a file: fetch the file by `git lfs pull`',
  },
];

/** Where a tar archive says what it is. */
const TAR = 257;

/**
 * What a file that begins with these bytes is, and what to do: `a zip archive: unpack it`.
 * Undefined where it is none of those that people have in the place of an IDX file.
 */
export function kindOfFile(head: Uint8Array): string | undefined {
  const text = Buffer.from(head).toString('latin1');
  const known = KINDS.find(({ begins }) => begins.some((bytes) => text.startsWith(bytes)));
  if (known) return known.kind;
  if (text.startsWith('ustar', TAR)) return 'a tar archive: unpack it, and give the files in it';
  if (/^\W*<(!doctype|html|head|body|\?xml|error)\b/i.test(text))
    return 'a web page that was saved under its name, perhaps of an error: fetch the file again';
  return /^[\s -~]+$/.test(text) ? 'text: fetch the file again' : undefined;
}
