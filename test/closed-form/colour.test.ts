import { describe, expect, test } from 'vitest';
import { fieldTile, imageTile } from '../../src/charts/image-tile';
import { pictureRaster } from '../../src/charts/raster';
import { randomStream } from '../../src/engine/random';
import { batchOrder, gather } from '../../src/images/batches';
import { imageSize, type LabelledImages, pixelsOf } from '../../src/images/labelled-images';
import { looksOf, looksSaid } from '../../src/images/looks';
import { fitPicture, pictureAsItIs } from '../../src/images/pictures/fit';
import type { Picture } from '../../src/images/pictures/picture';
import { shiftImages } from '../../src/images/shift';
import { slice } from '../../src/images/split';
import { CONDITIONS } from '../../src/images/stimuli/conditions';
import { hideHalf } from '../../src/images/stimuli/hidden-half';
import { drifting, passingBar, turning } from '../../src/images/stimuli/motions';
import { scrambled } from '../../src/images/stimuli/noise-pictures';
import { neighbourCorrelation } from '../../src/observation/fields';
import { mosaic } from '../../src/observation/mosaic';
import { portrait } from '../../src/observation/portrait';
import { pixelsOf as drawnPixels } from '../support/drawn';
import { grey, TEN } from '../support/shapes';

const RGB = (rows: number, columns: number) => ({ rows, columns, channels: 3 });

/** Images in colour of drawn bytes, some of them black. */
function colourImages(count: number, rows: number, columns: number): LabelledImages {
  const random = randomStream(3, 'colour images');
  const shape = RGB(rows, columns);
  const pixels = Uint8Array.from({ length: count * imageSize(shape) }, () =>
    random.uniform() < 0.4 ? 0 : random.integer(1, 255),
  );
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 10);
  return { name: 'coloured', count, ...shape, ...TEN, pixels, labels };
}

/** One channel of images, as grey ones. */
function channelOf(images: LabelledImages, channel: number): LabelledImages {
  const pixels = images.pixels.filter((_, at) => at % images.channels === channel);
  return { ...images, channels: 1, pixels };
}

/** Grey images with the same in each of three channels. */
function threefold(images: LabelledImages): LabelledImages {
  const pixels = new Uint8Array(3 * images.pixels.length);
  images.pixels.forEach((value, at) => {
    pixels.fill(value, 3 * at, 3 * at + 3);
  });
  return { ...images, channels: 3, pixels };
}

const images = colourImages(6, 9, 8);

describe('images in colour', () => {
  test('are as long as their channels tell, wherever they are taken from', () => {
    expect(imageSize(images)).toBe(216);
    const [third] = [slice(images, 2, 3)];
    expect([...third.pixels]).toEqual([...images.pixels.subarray(432, 648)]);
    const { pixels } = gather(images, batchOrder(6, 6, 1, 1)[0] as Uint32Array);
    expect(pixels).toHaveLength(6 * 216);
    const one = gather(images, [4]).pixels;
    expect([...one].map((value) => Math.round(255 * value))).toEqual([...pixelsOf(images, 4)]);
  });

  test('move with their colours: right by one, what leaves is lost', () => {
    const one = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]); // 2 × 2
    const moved = shiftImages(one, RGB(2, 2), Int32Array.of(0, 1));
    expect([...moved]).toEqual([0, 0, 0, 1, 2, 3, 0, 0, 0, 7, 8, 9]);
    const up = shiftImages(one, RGB(2, 2), Int32Array.of(-1, 0));
    expect([...up]).toEqual([7, 8, 9, 10, 11, 12, 0, 0, 0, 0, 0, 0]);
    expect(() => shiftImages(one, RGB(3, 2), Int32Array.of(0, 1))).toThrow('images of 3 × 2 × 3');
  });

  test('say how they look where it does not go without saying, and are known by it', () => {
    expect(looksSaid({ ...grey(8, 8), classNames: TEN.classNames })).toBeUndefined();
    const wide = { ...grey(8, 4), classNames: ['a', 'b'] };
    expect(looksSaid(wide)).toEqual(wide);
    expect(looksOf({ pixels: 32, classes: 2 }, looksSaid(wide))).toEqual(wide);
    expect(looksOf({ pixels: 16, classes: 2 }, undefined)).toEqual({
      ...grey(4, 4),
      classNames: ['0', '1'],
    });
    expect(looksOf({ pixels: 15, classes: 2 }, undefined)).toBeUndefined();
    expect(looksOf({ pixels: 33, classes: 2 }, looksSaid(wide))).toBeUndefined();
    expect(looksOf({ pixels: 32, classes: 3 }, looksSaid(wide))).toBeUndefined();
  });
});

describe('conditions on images in colour', () => {
  const noise = ['gaussian-noise']; // each channel has noise of its own
  // What is bright in one channel hides all.
  const behind = ['digit-clutter', 'digit-debris', 'clutter-in-front', 'debris-in-front'];

  test.each(CONDITIONS)('$name keeps as many values, of the same draws as in grey', (condition) => {
    const { name, strengths, apply } = condition;
    const strength = strengths[0] as number;
    const changed = apply(images, strength, 5);
    expect(changed.pixels).toHaveLength(images.pixels.length);
    expect(changed.channels).toBe(3);
    const whole = channelOf(images, 1);
    const alike = apply(threefold(whole), strength, 5);
    if (!noise.includes(name))
      expect(alike.pixels).toEqual(threefold(apply(whole, strength, 5)).pixels);
    if (![...noise, ...behind].includes(name))
      for (const channel of [0, 1, 2])
        expect(channelOf(changed, channel).pixels, `channel ${channel}`).toEqual(
          apply(channelOf(images, channel), strength, 5).pixels,
        );
  });

  test('a half is hidden in all channels, and scrambled pixels keep their colours', () => {
    for (const channel of [0, 1, 2])
      expect(channelOf(hideHalf(images, 'left', 7), channel).pixels).toEqual(
        hideHalf(channelOf(images, channel), 'left', 7).pixels,
      );
    const colours = (of: LabelledImages) =>
      Array.from({ length: 72 }, (_, at) => [...of.pixels.subarray(3 * at, 3 * at + 3)].join(' '));
    const after = scrambled(images, 2);
    expect(colours(after)).not.toEqual(colours(images));
    const inOrder = (all: string[]) => all.sort((one, other) => one.localeCompare(other));
    expect(inOrder(colours(after))).toEqual(inOrder(colours(images)));
  });

  test.each([drifting(2), turning(30), passingBar(0.4)])(
    'are filmed channel by channel',
    (motion) => {
      const { frames } = motion.film(images, [0, 3], 4, 9);
      for (const channel of [0, 1, 2]) {
        const alone = motion.film(channelOf(images, channel), [0, 3], 4, 9).frames;
        const ofAll = frames.map((frame) => frame.filter((_, at) => at % 3 === channel));
        expect(ofAll).toEqual(alone);
      }
    },
  );
});

describe('what is drawn in colour', () => {
  test('has red, green and blue as they are; other channels are grey by their mean', () => {
    const values = [255, 0, 0, 0, 128, 255];
    const range = { from: 0, to: 255 };
    const drawn = drawnPixels(pictureRaster({ ...RGB(1, 2), values }, range));
    expect(drawn).toEqual({ width: 2, height: 1, colours: [values.slice(0, 3), values.slice(3)] });
    const two = { rows: 1, columns: 1, channels: 2, values: [100, 200] };
    expect(drawnPixels(pictureRaster(two, range)).colours).toEqual([[150, 150, 150, 255]]);
    expect(() => pictureRaster({ ...RGB(1, 1), values }, range)).toThrow('not 1 × 1 × 3');
  });

  test('an image of a set, and a field around middle grey on a scale of its own', () => {
    const tile = drawnPixels(imageTile(images, 5)).colours.flat();
    expect(tile).toEqual([...pixelsOf(images, 5)]);
    const field = drawnPixels(fieldTile(Float32Array.of(-2, 0, 1), RGB(1, 1)));
    expect(field.colours).toEqual([[0, 128, 191]]);
    expect(drawnPixels(fieldTile(Float32Array.of(1), grey(1, 1))).colours).toEqual([
      [122, 54, 0, 255],
    ]);
  });

  test('fields side by side, and a portrait in greys', () => {
    const fields = [Float32Array.of(1, 0, -1), Float32Array.of(2, 0, 0)];
    const { pixels, ...shape } = mosaic(fields, RGB(1, 1), 2);
    expect(shape).toEqual(RGB(1, 3));
    expect([...pixels]).toEqual([255, 127, 0, 255, 255, 255, 255, 127, 127]);
    const bright = Uint8Array.from([255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0]);
    expect(portrait(bright, RGB(2, 2))).toBe('█ ');
    expect(portrait(Uint8Array.from([255, 0, 0, 255, 0, 0]), RGB(2, 1))).toBe('░');
    expect(portrait(Uint8Array.of(0, 0, 255), { rows: 3, columns: 1, channels: 1 })).toBe(' \n█');
  });

  test('neighbours are of one channel', () => {
    const stripes = Float32Array.from([1, -1, 1, -1, 1, -1, 1, -1]); // 2 × 2, two channels
    expect(neighbourCorrelation(stripes, { rows: 2, columns: 2, channels: 2 })).toBe(1);
    expect(neighbourCorrelation(stripes, grey(2, 4))).toBeLessThan(0.5);
  });
});

describe('a picture for a network of colours', () => {
  /** Wide: green, with a red square in the middle. */
  const wide: Picture = {
    ...{ rows: 4, columns: 8 },
    rgba: Uint8Array.from({ length: 32 }, (_, at) => at).reduce((rgba, at) => {
      const inner = at % 8 >= 2 && at % 8 < 6;
      rgba.set(inner ? [200, 0, 0, 255] : [0, 100, 0, 255], 4 * at);
      return rgba;
    }, new Uint8Array(128)),
  };

  test('is its middle in the network’s shape, each pixel the mean of what it covers', () => {
    expect(() => fitPicture(wide, RGB(2, 2), 'a.png')).toThrow('a.png is blank');
    expect([...fitPicture(wide, RGB(2, 4), 'a.png').subarray(0, 6)]).toEqual([
      0, 100, 0, 200, 0, 0,
    ]);
    expect(() => fitPicture(wide, { rows: 2, columns: 4, channels: 2 }, 'a.png')).toThrow(
      'the network sees 2 channels',
    );
  });

  test('is left as it is where it has the shape', () => {
    const pixels = pictureAsItIs(wide, RGB(4, 8), 'a.png');
    expect([...pixels.subarray(0, 9)]).toEqual([0, 100, 0, 0, 100, 0, 200, 0, 0]);
    expect(() => pictureAsItIs(wide, RGB(8, 8), 'a.png')).toThrow('the network sees 8 × 8');
  });
});
