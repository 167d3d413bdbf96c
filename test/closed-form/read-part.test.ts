import { describe, expect, it } from 'vitest';
import type { PartRead } from '../../src/data/formats/format';
import { readPart } from '../../src/data/read-data-set';
import { EnvironmentError, InputError } from '../../src/input/errors';

const SHAPE = { rows: 2, columns: 3, channels: 1 };
const WHOLE: PartRead = {
  ...{ ...SHAPE, count: 2, pixels: new Uint8Array(12), labels: new Uint8Array(2) },
  ...{ labelsIn: 'labels', imagesIn: 'images', contents: ['0', '1'] },
};

/** What is made of a part that a format of a person's own gives, or throws. */
function reading(gives: () => unknown): Promise<PartRead> {
  const read = gives as () => Promise<PartRead>;
  const dataSet = { name: 'shells', format: { name: 'planes', gzipped: false, read } };
  return readPart(dataSet, ['images', 'labels'], SHAPE);
}

describe('what a format gives', () => {
  it('is taken where it is whole', async () => {
    expect(await reading(async () => WHOLE)).toBe(WHOLE);
  });

  it.each<[string, object, string]>([
    ['pixels that are too few', { pixels: new Uint8Array(11) }, '11 values of pixels'],
    ['labels that are too many', { labels: new Uint8Array(3) }, 'and 3 labels'],
    ['no images', { count: 0 }, 'gives 0 images of 2 × 3'],
    ['half an image', { count: 1.5 }, 'gives 1.5 images'],
    ['no rows', { rows: Number.NaN }, 'gives 2 images of NaN × 3'],
    ['numbers that are no bytes', { pixels: new Float32Array(12) }, 'not bytes (Uint8Array)'],
    ['a checksum of one file', { contents: ['0'] }, '1 checksums of 2 files'],
  ])('is refused with %s', async (_, wrong, why) => {
    const refused = await reading(async () => ({ ...WHOLE, ...wrong })).catch((error) => error);
    expect(refused).toBeInstanceOf(EnvironmentError);
    expect(refused.message).toMatch(/^planes, by which shells is read, /);
    expect(refused.message).toContain(why);
  });

  it('fails in a sentence', async () => {
    const late = reading(() => Promise.reject(new TypeError('x is no function')));
    await expect(late).rejects.toThrow('planes, by which shells is read, fails: TypeError: x is');
    const atOnce = reading(() => {
      throw new RangeError('no');
    });
    await expect(atOnce).rejects.toThrow(EnvironmentError);
    await expect(reading(async () => undefined)).rejects.toThrow('gives nothing');
    const own = new InputError('labels holds 3 labels');
    await expect(reading(() => Promise.reject(own))).rejects.toBe(own);
  });
});
