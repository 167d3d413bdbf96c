import { randomStream } from '../../engine/random';
import { drawGlyph } from '../../images/drawn-digits/drawn-digits';
import { GLYPHS, type Glyph } from '../../images/drawn-digits/glyphs';
import {
  type ImageShape,
  imageSize,
  type LabelledImages,
  numbered,
  pixelsOf,
} from '../../images/labelled-images';
import { digitClutter } from '../../images/stimuli/digit-clutter';
import { drawnMorph } from '../../images/stimuli/drawn-morph';
import type { Motion } from '../../images/stimuli/film';
import { drifting, passingBar, turning } from '../../images/stimuli/motions';
import { gaussianNoise } from '../../images/stimuli/noise';
import { occlusion } from '../../images/stimuli/occlusion';
import type { MotionName, PageState, PictureChoice } from './page-state';

/** Images of a test set that come with the page. */
export interface Examples {
  /** [count × rows × columns × channels] */
  readonly pixels: Uint8Array;
  readonly labels: readonly number[];
}

/** The digits that the program draws have so many rows and columns. */
const SIDE = 28;

/** What a network sees: images of a shape, each of a class. */
export interface Seen extends ImageShape {
  readonly classNames: readonly string[];
}

/** Whether such a network sees the digits that the program draws, and knows what they are. */
export function seesDigits(seen: Seen): boolean {
  return hasDigitsShape(seen) && seen.classNames.every((name, digit) => name === String(digit));
}

function hasDigitsShape({ rows, columns, channels }: ImageShape): boolean {
  return rows === SIDE && columns === SIDE && channels === 1;
}

const MOTIONS: Readonly<Record<MotionName, Motion>> = {
  drifting: drifting(6),
  turning: turning(60),
  'passing-bar': passingBar(0.4),
};

/**
 * What is seen from step 0 to the last, 0–255 [rows × columns × channels]: one picture, or one a step where
 * it moves; none where there is nothing to be seen, or a picture does not fit such images.
 */
export function picturesOf(
  state: Pick<PageState, 'picture' | 'steps' | 'noise' | 'occlusion' | 'clutter' | 'seed'>,
  shape: ImageShape,
  examples: Examples | undefined,
): readonly Uint8Array[] {
  const plain = plainPictures(state, shape, examples);
  if (plain.some(({ length }) => length !== imageSize(shape))) return [];
  return disturbed(plain, state, shape, examples);
}

function plainPictures(
  { picture, steps, seed }: Pick<PageState, 'picture' | 'steps' | 'seed'>,
  shape: ImageShape,
  examples: Examples | undefined,
): readonly Uint8Array[] {
  switch (picture.kind) {
    case 'empty':
      return [];
    case 'drawn':
      return [picture.pixels];
    case 'example': {
      const size = imageSize(shape);
      const { index } = picture;
      const found = examples?.pixels.slice(index * size, (index + 1) * size);
      return found && found.length > 0 ? [found] : [];
    }
    case 'digit':
      return [digitPixels(picture)];
    case 'morph': {
      const at = drawnMorph(picture.digits, picture.item, 1);
      return [Uint8Array.from(at(picture.level), Math.round)];
    }
    case 'moving': {
      const still = asImages([digitPixels(picture)], { rows: SIDE, columns: SIDE, channels: 1 });
      const { frames } = MOTIONS[picture.motion].film(still, [0], steps, seed);
      return frames.map((frame) => Uint8Array.from(frame, (value) => Math.round(255 * value)));
    }
  }
}

/** The picture, where such a network can see it; else the first test image, or nothing where there is none. */
export function showable(
  picture: PictureChoice,
  seen: Seen,
  examples: Examples | undefined,
): PictureChoice {
  if (canBeSeen(picture, seen, examples)) return picture;
  return examples && examples.labels.length > 0 ? { kind: 'example', index: 0 } : { kind: 'empty' };
}

/** Whether such a network can see it. No digit is drawn for that: it is asked at each change of the page. */
function canBeSeen(picture: PictureChoice, seen: Seen, examples: Examples | undefined): boolean {
  if (picture.kind === 'empty') return true;
  if (isDigit(picture)) return seesDigits(seen);
  const [plain] = plainPictures({ picture, steps: 1, seed: 1 }, seen, examples);
  return plain?.length === imageSize(seen);
}

/** Whether the program draws it. */
function isDigit({ kind }: PictureChoice): boolean {
  return kind === 'digit' || kind === 'morph' || kind === 'moving';
}

/** The true label of a picture; undefined where it has none. */
export function trueLabel(
  picture: PictureChoice,
  examples: Examples | undefined,
): number | undefined {
  if (picture.kind === 'digit' || picture.kind === 'moving') return picture.digit;
  return picture.kind === 'example' ? examples?.labels[picture.index] : undefined;
}

/** A digit by a hand and a pen that are drawn. */
function digitPixels({ digit, item }: Pick<PictureChoice & { kind: 'digit' }, 'digit' | 'item'>) {
  const ways = GLYPHS[digit] as readonly Glyph[];
  const glyph = ways[item % ways.length] as Glyph;
  const greys = drawGlyph(glyph, randomStream(1, 'page', digit, item));
  return Uint8Array.from(greys, (grey) => Math.max(0, Math.round(grey)));
}

/** Other images that lie behind a picture, in clutter. */
const OTHERS = 20;

/** Pictures under clutter, patches and noise, in the order in which they lie: noise last. */
function disturbed(
  pictures: readonly Uint8Array[],
  {
    noise,
    occlusion: covered,
    clutter,
    seed,
  }: Pick<PageState, 'noise' | 'occlusion' | 'clutter' | 'seed'>,
  shape: ImageShape,
  examples: Examples | undefined,
): readonly Uint8Array[] {
  if (noise === 0 && covered === 0 && clutter === 0) return pictures;
  // Each frame of what moves is disturbed in the same way, but for noise, which is drawn anew.
  const still = (picture: Uint8Array) => {
    let images = asImages([picture, ...othersFor(shape, examples)], shape);
    if (clutter > 0) images = digitClutter.apply(images, clutter, seed);
    images = asImages([pixelsOf(images, 0)], shape);
    return covered > 0 ? pixelsOf(occlusion.apply(images, covered, seed), 0) : pixelsOf(images, 0);
  };
  const behind = asImages(pictures.map(still), shape);
  const seen = noise > 0 ? gaussianNoise.apply(behind, noise, seed) : behind;
  return pictures.map((_, at) => pixelsOf(seen, at).slice());
}

function othersFor(shape: ImageShape, examples: Examples | undefined): readonly Uint8Array[] {
  if (hasDigitsShape(shape))
    return Array.from({ length: OTHERS }, (_, at) =>
      digitPixels({ digit: at % 10, item: 100 + at }),
    );
  if (!examples) return [new Uint8Array(imageSize(shape))];
  const images = { ...shape, pixels: examples.pixels };
  const count = Math.min(OTHERS, examples.labels.length);
  return Array.from({ length: count }, (_, at) => pixelsOf(images as LabelledImages, at).slice());
}

function asImages(pictures: readonly Uint8Array[], shape: ImageShape): LabelledImages {
  const pixels = new Uint8Array(pictures.length * imageSize(shape));
  for (const [at, picture] of pictures.entries()) pixels.set(picture, at * imageSize(shape));
  const { rows, columns, channels } = shape;
  const about = { name: 'the page’s pictures', classes: 10, classNames: numbered(10) };
  const labels = new Uint8Array(pictures.length);
  return { ...about, count: pictures.length, rows, columns, channels, pixels, labels };
}
