import { type RandomStream, randomStream } from '../../engine/random';
import { InputError } from '../../input/errors';
import { type LabelledImages, numbered } from '../labelled-images';
import { GLYPHS, type Glyph } from './glyphs';
import { ink, type Point } from './strokes';
import { write } from './write';

/** The name of the set, where one is chosen. */
export const DRAWN_DIGITS = 'drawn-digits';

/** How many are drawn, and from which seed. */
export interface DrawnDigitsSettings {
  readonly training?: number;
  readonly test?: number;
  readonly seed?: number;
}

/** A tenth of MNIST's counts. */
const DEFAULTS = { training: 6000, test: 1000, seed: 1 };

const SIDE = 28;

/**
 * How much the digits vary, tuned until a linear classifier that learns from 5,000 of them gets
 * about one in ten wrong, as it does on MNIST. Lengths are in heights of a digit unless they say
 * pixels; `spread` is a standard deviation.
 */
const VARIATION = {
  /** Height of a digit in pixels. */
  height: { least: 17, most: 21 },
  /** Its width as a share of what its glyph has. */
  width: { least: 0.65, most: 1.05 },
  /** Sideways lean a unit of height. */
  slant: { mean: 0.12, spread: 0.25 },
  /** Rotation in radians. */
  turn: { spread: 0.12 },
  /** Each point of each stroke for itself. */
  jitter: { spread: 0.033 },
  /** A wave through the whole digit. */
  wave: { spread: 0.035 },
  /** Of the middle, in pixels. */
  place: { spread: 0.9 },
  /** The pen's radius and softness in pixels. */
  radius: { least: 0.75, most: 1.8 },
  softness: { least: 1, most: 1.6 },
  /** Brightness of the ink, and its unevenness. */
  brightness: { least: 0.8, most: 1 },
  grain: { spread: 0.06 },
};

/**
 * Drawn digits: images that look a little like MNIST's, made by this program, so that it has
 * something to learn without a download. White on black, 28 × 28, as many of each digit (give or
 * take one). Image i depends on the seed and i alone: fewer images are the beginning of more.
 * Throws InputError for a count that is no whole number above 0.
 */
export function drawnDigits(settings: DrawnDigitsSettings = {}): {
  training: LabelledImages;
  test: LabelledImages;
} {
  const { training, test, seed } = { ...DEFAULTS, ...settings };
  return { training: draw(training, 'training', seed), test: draw(test, 'test', seed) };
}

function draw(count: number, part: 'training' | 'test', seed: number): LabelledImages {
  if (!Number.isInteger(count) || count < 1)
    throw new InputError(`cannot draw ${count} digits: give a whole number above 0`);
  const classes = GLYPHS.length;
  const size = SIDE * SIDE;
  const pixels = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  for (let start = 0; start < count; start += classes) {
    const turns = randomStream(seed, DRAWN_DIGITS, part, 'labels', start).permutation(classes);
    labels.set(turns.subarray(0, count - start), start);
  }
  labels.forEach((label, image) => {
    const random = randomStream(seed, DRAWN_DIGITS, part, image);
    pixels.set(drawDigit(label, random), image * size);
  });
  const name = `${DRAWN_DIGITS} ${part}`;
  const shape = { rows: SIDE, columns: SIDE, channels: 1 };
  return { name, count, ...shape, classes, classNames: numbered(classes), pixels, labels };
}

/** One digit as grey values: [28 × 28]. */
function drawDigit(label: number, random: RandomStream): Uint8Array {
  const ways = GLYPHS[label] as readonly Glyph[];
  const glyph = ways[random.integer(0, ways.length - 1)] as Glyph;
  const greys = drawGlyph(glyph, random);
  const pixels = new Uint8Array(greys.length);
  for (let at = 0; at < greys.length; at++) {
    const grey = greys[at] as number;
    if (grey === 0) continue;
    const grain = 1 - Math.abs(random.normal()) * VARIATION.grain.spread;
    pixels[at] = Math.round(Math.max(0, grey * grain));
  }
  return pixels;
}

/**
 * A glyph by a hand and a pen that are drawn, as grey values 0 … 255 (to rounding) without grain: [28 × 28]. From
 * the same draws, glyphs of as many strokes and points are by the same hand and pen.
 */
export function drawGlyph(glyph: Glyph, random: RandomStream): Float64Array {
  const between = ({ least, most }: { least: number; most: number }) =>
    least + (most - least) * random.uniform();
  const lines = place(write(glyph, VARIATION, random), between(VARIATION.height), random);
  const pen = { radius: between(VARIATION.radius), softness: between(VARIATION.softness) };
  const brightness = between(VARIATION.brightness);
  const greys = new Float64Array(ink(lines, SIDE, SIDE, pen));
  for (let at = 0; at < greys.length; at++) greys[at] = 255 * (greys[at] as number) * brightness;
  return greys;
}

/** The lines at this height in pixels, their ink's centre near the middle of the image. */
function place(lines: Point[][], height: number, random: RandomStream): Point[][] {
  const [x, y] = centre(lines);
  const { spread } = VARIATION.place;
  const right = SIDE / 2 + spread * random.normal() - height * x;
  const down = SIDE / 2 + spread * random.normal() - height * y;
  return lines.map((line) =>
    line.map(([px, py]): Point => [height * px + right, height * py + down]),
  );
}

/** Centre of mass of thin lines: MNIST's digits are centred by theirs. */
function centre(lines: Point[][]): Point {
  let [x, y, mass] = [0, 0, 0];
  for (const line of lines) {
    for (let end = 1; end < line.length; end++) {
      const [[x0, y0], [x1, y1]] = [line[end - 1] as Point, line[end] as Point];
      const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
      x += (length * (x0 + x1)) / 2;
      y += (length * (y0 + y1)) / 2;
      mass += length;
    }
  }
  return [x / mass, y / mass];
}
