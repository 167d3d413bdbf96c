import { InputError } from '../../input/errors';
import { decodeJpeg } from './jpeg';
import type { Picture } from './picture';
import { decodePng } from './png';

/** Pictures that are read, by the bytes that they begin with. */
const READ = [
  { kind: 'PNG', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], decode: decodePng },
  { kind: 'JPEG', begins: [0xff, 0xd8, 0xff], decode: decodeJpeg },
] as const;

/** Pictures that are not read, by what stands in them at a byte. */
const UNREAD: readonly (readonly [kind: string, at: number, text: string])[] = [
  ['HEIC', 4, 'ftyphe'],
  ['HEIC', 4, 'ftypmi'],
  ['AVIF', 4, 'ftypav'],
  ['WebP', 8, 'WEBP'],
  ['GIF', 0, 'GIF8'],
  ['TIFF', 0, 'II*\0'],
  ['TIFF', 0, 'MM\0*'],
  ['BMP', 0, 'BM'],
  ['PDF', 0, '%PDF'],
];

/** Whether a file that begins with these bytes is a picture, of a kind that is read or not. */
export function isPicture(bytes: Uint8Array): boolean {
  return (readBy(bytes) ?? unreadKind(bytes)) !== undefined;
}

/**
 * The picture in a file's content, told by its first bytes: a PNG or a JPEG. `name` is for messages.
 * Throws InputError where it is of another kind, damaged, or larger than is read.
 */
export function decodePicture(bytes: Uint8Array, name: string): Picture {
  const reader = readBy(bytes);
  if (!reader) {
    const kind = unreadKind(bytes);
    const what = kind ? `a picture of the kind ${kind}, which cannot be read` : 'not a picture';
    throw new InputError(`${name} is ${what}: give a PNG or a JPEG`);
  }
  try {
    return reader.decode(bytes, name);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const reason = (cause as Error).message;
    throw new InputError(`${name} is a damaged ${reader.kind} (${reason}). Save it again.`, {
      cause,
    });
  }
}

function readBy(bytes: Uint8Array) {
  return READ.find(({ begins }) => begins.every((byte, at) => byte === bytes[at]));
}

function unreadKind(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  return UNREAD.find(([, at, begins]) => text.startsWith(begins, at))?.[0];
}
