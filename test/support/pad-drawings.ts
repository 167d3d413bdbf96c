import { type RandomStream, randomStream } from '../../src/engine/random';
import { GLYPHS, type Glyph } from '../../src/images/drawn-digits/glyphs';
import { ink, type Point } from '../../src/images/drawn-digits/strokes';
import { type Hand, write } from '../../src/images/drawn-digits/write';
import { imageSize, type LabelledImages, numbered } from '../../src/images/labelled-images';
import type { Picture } from '../../src/images/pictures/picture';
import { preparePicture } from '../../src/images/pictures/prepare';
import { onSheet, PAD } from '../../src/web/scene/paper';
import { pictureOf } from './pictures';

/** People who draw with a mouse or a finger: they vary more than the program's digits. */
const HAND: Hand = {
  width: { least: 0.6, most: 1.3 },
  slant: { mean: 0.1, spread: 0.2 },
  turn: { spread: 0 },
  jitter: { spread: 0.035 },
  wave: { spread: 0.04 },
};

/** Largest rotation to either side, in radians: 20°. */
const TURN = Math.PI / 9;

/** The longer side of what a pen's middle draws, as a share of the pad's. */
const SIZE = { least: 1 / 3, most: 1 };

/** The pen's edge fades over so many pixels. */
const SOFTNESS = 1;

/** The lightness of the pad's ink, #111. */
const INK = 1 / 15;

/** The strokes of a digit on the pad, in its pixels. */
export function padStrokes(label: number, random: RandomStream): Point[][] {
  const ways = GLYPHS[label] as readonly Glyph[];
  const glyph = ways[random.integer(0, ways.length - 1)] as Glyph;
  const angle = TURN * (2 * random.uniform() - 1);
  const turned = write(glyph, HAND, random).map((line) => line.map((point) => turn(point, angle)));
  return placed(turned, random);
}

function turn([x, y]: Point, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * x - sin * y, sin * x + cos * y];
}

/** At a size that is drawn, anywhere on the pad where the pen's middle stays on it. */
function placed(lines: Point[][], random: RandomStream): Point[][] {
  const [left, width] = extent(lines, 0);
  const [top, height] = extent(lines, 1);
  const size = PAD.side * (SIZE.least + (SIZE.most - SIZE.least) * random.uniform());
  const zoom = size / Math.max(width, height);
  const right = (PAD.side - zoom * width) * random.uniform();
  const down = (PAD.side - zoom * height) * random.uniform();
  return lines.map((line) =>
    line.map(([x, y]): Point => [right + zoom * (x - left), down + zoom * (y - top)]),
  );
}

function extent(lines: readonly Point[][], axis: 0 | 1): [start: number, length: number] {
  const all = lines.flat().map((point) => point[axis]);
  const start = Math.min(...all);
  return [start, Math.max(...all) - start];
}

/** What a pad like the page's hands over of strokes, by a pen of this width. */
export function padPicture(strokes: readonly (readonly Point[])[], pen: number = PAD.pen): Picture {
  const zoom = PAD.seen / PAD.side;
  const lines = strokes.map((line) => line.map(([x, y]): Point => [zoom * x, zoom * y]));
  const nib = { radius: (zoom * pen) / 2, softness: SOFTNESS };
  const values = ink(lines, PAD.seen, PAD.seen, nib);
  const lightness = Float64Array.from(values, (amount) => 1 - (1 - INK) * amount);
  return onSheet(pictureOf({ rows: PAD.seen, columns: PAD.seen, values: lightness }).rgba);
}

/** So many digits drawn on the pad, as many of each, and prepared for a network; `seed` says which. */
export function padDrawings(count: number, seed: number): LabelledImages {
  const shape = { rows: 28, columns: 28, channels: 1 };
  const labels = Uint8Array.from({ length: count }, (_, at) => at % GLYPHS.length);
  const pixels = new Uint8Array(count * imageSize(shape));
  for (const [at, label] of labels.entries()) {
    const picture = padPicture(padStrokes(label, randomStream(seed, 'pad', at)));
    pixels.set(preparePicture(picture, shape.rows, `drawing ${at}`).pixels, at * imageSize(shape));
  }
  const about = { name: 'digits drawn on the pad', classes: 10, classNames: numbered(10) };
  return { ...about, ...shape, count, pixels, labels };
}
