import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { picturesIn } from '../../src/cli/recognise/pictures-in';
import { readPictureFile } from '../../src/data/formats/picture-file';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';
import { pngBytes } from '../support/png-bytes';

const text = (length: number, words: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, length]), Buffer.from(words.padEnd(40, '\0'))]);

const PNG = pngBytes({ width: 1, height: 1, depth: 8, colour: 0, rows: [[7]] });
const IMAGES = idxBytes([1, 1, 1], [7]);
const LABELS = idxBytes([1], [7]);
const HEIC = text(24, 'ftypheic');
const FILM = text(24, 'ftypmp42');

function fileOf(name: string, bytes: Uint8Array): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

describe('a file of pictures', () => {
  it.each([
    ['images', IMAGES],
    ['packed images', gzipSync(IMAGES)],
  ])('may hold %s in IDX', async (_, bytes) => {
    const { images } = (await readPictureFile(fileOf('images', bytes))) as {
      images: { values: Uint8Array };
    };
    expect([...images.values]).toEqual([7]);
  });

  it.each([
    ['a picture of a kind that is not read', HEIC, /a picture of the kind HEIC, which cannot be/],
    ['a film, which begins with zeros', FILM, /is neither a PNG, nor a JPEG, nor an IDX file/],
    ['something that is packed', gzipSync('a letter'), /is neither a PNG, nor a JPEG, nor an IDX/],
    ['what is packed twice', gzipSync(gzipSync(IMAGES)), /packed by gzip twice/],
    ['values of no type', Buffer.from([0, 0, 7, 3, 0, 0, 0, 1]), /values are of no type that IDX/],
    ['the labels of a data set', LABELS, /holds labels: are two files interchanged\?$/],
    ['what does not unpack', Buffer.from([0x1f, 0x8b, 1, 2, 3]), /is damaged, it does not unpack/],
  ])('is none where it holds %s', async (_, bytes, why) => {
    await expect(readPictureFile(fileOf('file', bytes))).rejects.toThrow(why);
  });

  it('is told from what lies beside it in a folder by its first bytes', async () => {
    const folder = temporaryFolder();
    const wanted = { 'a.png': PNG, 'b.heic': HEIC, 'c.gz': gzipSync(IMAGES), 'd-idx': IMAGES };
    const beside = {
      'film.mp4': FILM,
      'letter.gz': gzipSync('a letter'),
      'labels.gz': gzipSync(LABELS),
    };
    for (const [name, bytes] of Object.entries({ ...wanted, ...beside }))
      writeFileSync(path.join(folder, name), bytes);
    const { files, others } = await picturesIn([folder]);
    expect(files.map((file) => path.basename(file))).toEqual(Object.keys(wanted));
    expect(new Set(others.map((file) => path.basename(file)))).toEqual(
      new Set(Object.keys(beside)),
    );
  });
});
