import { randomStream } from '../../engine/random';
import { InputError } from '../../input/errors';
import { drawGlyph } from '../drawn-digits/drawn-digits';
import type { Glyph } from '../drawn-digits/glyphs';
import type { Stroke } from '../drawn-digits/strokes';

const curve = (...points: Stroke['points']): Stroke => ({ kind: 'curve', points });
const line = (...points: Stroke['points']): Stroke => ({ kind: 'line', points });

/**
 * Two digits as strokes that go into each other point by point, by their labels: `3-8`. Drawn by hand
 * for this program, as those of `GLYPHS`.
 */
const PAIRS: Readonly<Record<string, readonly [Glyph, Glyph]>> = {
  '3-8': [
    [
      curve([0.22, 0.16], [0.34, 0.03], [0.58, 0], [0.78, 0.2], [0.64, 0.42], [0.42, 0.46]),
      curve([0.42, 0.46], [0.7, 0.52], [0.8, 0.78], [0.54, 1], [0.3, 0.97], [0.16, 0.84]),
    ],
    [
      curve([0.5, 0.46], [0.27, 0.28], [0.4, 0.03], [0.66, 0.06], [0.72, 0.28], [0.5, 0.46]),
      curve([0.5, 0.46], [0.76, 0.64], [0.74, 0.92], [0.46, 1], [0.24, 0.78], [0.5, 0.46]),
    ],
  ],
  '4-9': [
    [
      curve([0.24, 0.02], [0.2, 0.2], [0.22, 0.42], [0.42, 0.52], [0.76, 0.42]),
      line([0.78, 0.02], [0.72, 1]),
    ],
    [
      curve([0.76, 0.14], [0.5, 0], [0.24, 0.2], [0.4, 0.46], [0.75, 0.28]),
      line([0.78, 0.06], [0.7, 1]),
    ],
  ],
  '1-7': [[line([0.5, 0.02], [0.53, 0], [0.48, 1])], [line([0.16, 0.02], [0.82, 0], [0.42, 1])]],
  '5-6': [
    [
      line([0.8, 0.02], [0.54, 0], [0.32, 0], [0.26, 0.42]),
      curve([0.26, 0.42], [0.54, 0.36], [0.8, 0.58], [0.74, 0.88], [0.44, 1], [0.16, 0.88]),
    ],
    [
      line([0.7, 0], [0.46, 0.14], [0.32, 0.34], [0.25, 0.62]),
      curve([0.25, 0.62], [0.52, 0.46], [0.78, 0.64], [0.72, 0.92], [0.4, 0.98], [0.25, 0.64]),
    ],
  ],
};

/**
 * A drawn digit on its way to another: at share 0 the one, at share 1 the other, all by the same hand
 * and pen, which seed and item address. Every point of a stroke moves straight from its place in the
 * one to that in the other. Grey values 0 … 255: [28 × 28].
 * Throws InputError for two labels that no strokes are known for (3-8, 4-9, 1-7 and 5-6 are).
 */
export function drawnMorph(
  labels: readonly [number, number],
  item: number,
  seed: number,
): (share: number) => Float64Array {
  const name = labels.join('-');
  const pair = PAIRS[name];
  if (!pair)
    throw new InputError(`no strokes for ${name}: there are ${Object.keys(PAIRS).join(', ')}`);
  return (share) => {
    const drawn = drawGlyph(between(pair, share), randomStream(seed, 'drawn-morph', name, item));
    return drawn.map((grey) => Math.max(0, grey)); // the faintest ink is below 0, by rounding
  };
}

function between([one, other]: readonly [Glyph, Glyph], share: number): Glyph {
  return one.map(({ kind, points }, stroke) => ({
    kind,
    points: points.map(([x, y], at) => {
      const [toX, toY] = other[stroke]?.points[at] ?? [x, y];
      return [(1 - share) * x + share * toX, (1 - share) * y + share * toY] as const;
    }),
  }));
}
