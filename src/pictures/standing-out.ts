import { peak, quantile } from './order';
import { atBorder, type Plane } from './plane';
import { smooth } from './smooth';

/** Light is even where nine tenths of the border differ by less than this. */
const EVEN = 0.1;
/** How far light is smoothed each way, as a share of the longer side. */
const REACH = 1 / 10;
/** What stands out by less than this share of what stands out most is ground. */
const GROUND = 0.35;
/** How often uneven light is estimated anew. */
const ROUNDS = 3;

/** A picture's ink, apart from its ground. */
export interface Standing {
  /** How far each pixel stands out from the ground: 0 not at all, 1 as far as can be. */
  readonly standing: Plane;
  /** Whether ink is dark on light ground, as on paper, and not bright on dark. */
  readonly dark: boolean;
  /** Whether the light was uneven. */
  readonly uneven: boolean;
}

/**
 * What stands out from the ground of a picture. Where its border is even, the ground is as light as
 * the border; else it is the picture itself, heavily smoothed, which is then estimated anew without
 * what stood out. Ink is dark where what differs most from the ground is. Light multiplies: ink
 * stands out by 1 − its lightness over that of its ground; bright ink does in the negative.
 */
export function standingOut(lightness: Plane): Standing {
  const border = lightness.values.filter((_, at) => atBorder(lightness, at));
  const level = quantile(border, 0.5);
  const uneven = quantile(border, 0.95) - quantile(border, 0.05) > EVEN;
  const first = uneven
    ? ground(lightness, () => 1, level)
    : new Float32Array(lightness.values.length).fill(level);
  const dark = differs(lightness.values, first) <= 0;
  const picture = dark ? lightness : negative(lightness);
  let values = darker(picture.values, dark ? first : negative({ values: first }).values);
  for (let round = 0; uneven && round < ROUNDS; round++) {
    const most = GROUND * peak(values);
    const paper = (_: number, at: number) => ((values[at] as number) < most ? 1 : 0);
    values = darker(picture.values, ground(picture, paper, dark ? level : 1 - level));
  }
  return { standing: { ...lightness, values }, dark, uneven };
}

/** How light the ground is at each pixel, from those that count: [rows × columns]. */
function ground(
  picture: Plane,
  counts: (value: number, at: number) => 0 | 1,
  otherwise: number,
): Float32Array {
  const reach = Math.max(1, Math.round(REACH * Math.max(picture.rows, picture.columns)));
  return smooth(picture, picture.values.map(counts), reach, otherwise);
}

/** Below 0 where what differs most is darker, above 0 where it is lighter: the sum of cubes. */
function differs(values: Float32Array, ground: Float32Array): number {
  return values.reduce((sum, value, at) => sum + (value - (ground[at] as number)) ** 3, 0);
}

function darker(values: Float32Array, ground: Float32Array): Float32Array {
  return values.map((value, at) => {
    const under = ground[at] as number;
    return under > 0 ? Math.max(0, 1 - value / under) : 0;
  });
}

function negative<P extends Pick<Plane, 'values'>>(plane: P): P {
  return { ...plane, values: plane.values.map((value) => 1 - value) };
}
