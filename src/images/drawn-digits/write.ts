import type { RandomStream } from '../../engine/random';
import type { Glyph } from './glyphs';
import { type Point, polyline } from './strokes';

/** How much the digits of a hand vary. Lengths are in heights of a digit; `spread` is a standard deviation. */
export interface Hand {
  /** A digit's width as a share of what its glyph has. */
  readonly width: { readonly least: number; readonly most: number };
  /** Sideways lean a unit of height. */
  readonly slant: { readonly mean: number; readonly spread: number };
  /** Rotation in radians. */
  readonly turn: { readonly spread: number };
  /** Each point of each stroke for itself. */
  readonly jitter: { readonly spread: number };
  /** A wave through the whole digit. */
  readonly wave: { readonly spread: number };
}

/**
 * The glyph as this hand writes it, in heights, about its middle: jitter, wave, width, slant and turn. From the
 * same draws, glyphs of as many strokes and points are written alike.
 */
export function write(glyph: Glyph, hand: Hand, random: RandomStream): Point[][] {
  const { jitter, wave, slant, turn, width } = hand;
  const amplitudes = [random.normal() * wave.spread, random.normal() * wave.spread];
  const phases = [2 * Math.PI * random.uniform(), 2 * Math.PI * random.uniform()];
  const wide = width.least + (width.most - width.least) * random.uniform();
  const lean = slant.mean + slant.spread * random.normal();
  const angle = turn.spread * random.normal();
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const bend = (axis: 0 | 1, along: number) =>
    (amplitudes[axis] as number) * Math.sin(2 * Math.PI * along + (phases[axis] as number));
  return glyph.map(({ kind, points }) => {
    const shaken = points.map(
      ([x, y]): Point => [x + jitter.spread * random.normal(), y + jitter.spread * random.normal()],
    );
    return polyline({ kind, points: shaken }).map(([x, y]): Point => {
      const down = y - 0.5 + bend(1, x);
      const right = wide * (x - 0.5 + bend(0, y)) - lean * down;
      return [cos * right - sin * down, sin * right + cos * down];
    });
  });
}
