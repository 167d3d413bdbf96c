import { type RandomStream, randomStream } from '../../src/engine/random';
import { GLYPHS, type Glyph } from '../../src/images/drawn-digits/glyphs';
import { ink, type Point } from '../../src/images/drawn-digits/strokes';
import { type Hand, write } from '../../src/images/drawn-digits/write';
import type { Grey } from './pictures';

/** As wide and high as the page's pad, and its pen: src/web/page/pad.ts. */
const SIDE = 280;
const PEN = 22;

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

/** The strokes of a digit on the pad, in its pixels; the draw `at` says how and where. */
export function padStrokes(label: number, at: number): Point[][] {
  const random = randomStream(at, 'pad', label);
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
  const size = SIDE * (SIZE.least + (SIZE.most - SIZE.least) * random.uniform());
  const zoom = size / Math.max(width, height);
  const right = (SIDE - zoom * width) * random.uniform();
  const down = (SIDE - zoom * height) * random.uniform();
  return lines.map((line) =>
    line.map(([x, y]): Point => [right + zoom * (x - left), down + zoom * (y - top)]),
  );
}

function extent(lines: readonly Point[][], axis: 0 | 1): [start: number, length: number] {
  const all = lines.flat().map((point) => point[axis]);
  const start = Math.min(...all);
  return [start, Math.max(...all) - start];
}

/** What the pad shows of strokes, by a pen of this width. */
export function padPicture(strokes: readonly (readonly Point[])[], pen = PEN): Grey {
  const values = ink(strokes, SIDE, SIDE, { radius: pen / 2, softness: SOFTNESS });
  return {
    rows: SIDE,
    columns: SIDE,
    values: Float64Array.from(values, (amount) => 1 - (1 - INK) * amount),
  };
}
