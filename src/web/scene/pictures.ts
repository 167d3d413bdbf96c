import { randomStream } from '../../engine/random';
import { drawGlyph } from '../../images/drawn-digits/drawn-digits';
import { GLYPHS, type Glyph } from '../../images/drawn-digits/glyphs';
import { type ImageShape, imageSize } from '../../images/labelled-images';
import { drawnMorph } from '../../images/stimuli/drawn-morph';
import type { Motion } from '../../images/stimuli/film';
import { drifting, passingBar, turning } from '../../images/stimuli/motions';
import { asImages, type Disturbance, disturbed } from './disturbed';
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
  state: Pick<PageState, 'picture' | 'steps' | keyof Disturbance>,
  seen: Seen,
  examples: Examples | undefined,
): readonly Uint8Array[] {
  const plain = plainPictures(state, seen, examples);
  if (plain.some(({ length }) => length !== imageSize(seen))) return [];
  return disturbed(plain, state, seen, () => othersFor(seen, examples));
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

/** Digits where a network sees digits; else images of its test set. Where there are none, digits again, if they fit. */
function othersFor(seen: Seen, examples: Examples | undefined): readonly Uint8Array[] {
  if (examples && !seesDigits(seen)) {
    const count = Math.min(OTHERS, examples.labels.length);
    const size = imageSize(seen);
    return Array.from({ length: count }, (_, at) =>
      examples.pixels.slice(at * size, (at + 1) * size),
    );
  }
  if (!hasDigitsShape(seen)) return [new Uint8Array(imageSize(seen))];
  return Array.from({ length: OTHERS }, (_, at) => digitPixels({ digit: at % 10, item: 100 + at }));
}
