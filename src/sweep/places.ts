import type { Cell } from './sweep-rows';

/** Where values stand along an axis, and what is written there. */
export interface Places {
  readonly placeOf: (value: Cell) => number;
  readonly ticks: readonly number[];
  readonly wordOf: (place: number) => string;
  /** What the axis spans, where it is more than the places. */
  readonly domain?: readonly [low: number, high: number];
  /** How numbers stand, by their logarithms for one; `names` are no numbers. */
  readonly scale: 'linear' | 'logarithmic' | 'names';
}

/** More words along an axis stand in each other's way. */
const WORDS = 12;

/**
 * Places for values of one kind: for numbers what they are or, where that is more even, their
 * logarithms; for others one after the other.
 */
export function placesOf(values: readonly Cell[]): Places {
  const distinct = [...new Set(values)];
  const numbers = distinct.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length < distinct.length)
    return {
      ...places(distinct, (value) => distinct.indexOf(value), 'names'),
      domain: [-0.5, distinct.length - 0.5],
    };
  const logarithmic = (numbers[0] ?? 0) > 0 && gaps(numbers.map(Math.log10)) < gaps(numbers);
  const placeOf = (value: Cell) => (logarithmic ? Math.log10(Number(value)) : Number(value));
  return places(numbers, placeOf, logarithmic ? 'logarithmic' : 'linear');
}

function places(
  values: readonly Cell[],
  placeOf: Places['placeOf'],
  scale: Places['scale'],
): Places {
  const words = new Map(values.map((value) => [placeOf(value), String(value)]));
  const every = Math.ceil(values.length / WORDS);
  return {
    placeOf,
    ticks: values.filter((_, at) => at % every === 0).map(placeOf),
    wordOf: (place) => words.get(place) ?? '',
    scale,
  };
}

/** How much the gaps between neighbours differ: the longest against their mean. */
function gaps(ascending: readonly number[]): number {
  const between = ascending.slice(1).map((value, at) => value - (ascending[at] as number));
  const all = between.reduce((sum, gap) => sum + gap, 0);
  return between.length === 0 ? 1 : Math.max(...between) / (all / between.length);
}
