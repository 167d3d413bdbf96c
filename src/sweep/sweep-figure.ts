import type { Figure } from '../charts/figure';
import { type LinePanels, linePanels, type PanelLine } from '../charts/line-panels';
import { grouped } from '../statistics/grouped';
import { isError, type Summary, type SweepRow, summaries, type VariedValue } from './sweep-rows';
import type { Varied } from './varied';

/** What is drawn. */
export interface SweepView {
  readonly scenario: string;
  readonly rows: readonly SweepRow[];
  readonly varied: readonly Pick<Varied, 'name' | 'type'>[];
  readonly measures: readonly string[];
  readonly seeds: readonly number[];
  /** In words: what all runs have in common. */
  readonly common: string;
}

/** Letters of a title that need the whole width. */
const WIDE = 60;
/** Charts that one looks at together. */
const MOST = 6;

/**
 * Measures against the first varied number (or the first varied option, where none is a number); the
 * other options make lines. Errors in per cent share a chart where nothing else makes lines; else
 * each measure has its own, the first ones. Undefined where nothing varies, or nothing was measured.
 */
export function sweepFigure(view: SweepView): Promise<Figure> | undefined {
  const { scenario, rows, varied } = view;
  const measured = view.measures.filter((measure) => summaries(rows, [measure]).length > 0);
  const measures = measured.slice(0, MOST);
  const several = varied.filter(({ name }) => new Set(rows.map(({ at }) => at[name])).size > 1);
  const across = several.find(isNumber) ?? several[0];
  const all = summaries(rows, measures);
  if (!across || all.length === 0) return undefined;
  const others = several.filter(({ name }) => name !== across.name).map(({ name }) => name);
  const places = axisPlaces(all.map(({ at }) => at[across.name] ?? ''));
  return linePanels({
    name: 'sweep',
    title: `${view.measures.length === 1 ? view.measures[0] : scenario} by ${[across.name, ...others].join(' and ')}`,
    caption: captionOf({ ...view, measures: measured }, places),
    columns: measures.some(({ length }) => length > WIDE) ? 1 : 2,
    x: {
      label: places.scale === 'logarithmic' ? `${across.name} (logarithmic)` : across.name,
      ...(places.domain && { domain: places.domain }),
      ticks: places.ticks,
      tickFormat: places.wordOf,
    },
    y: axisOf(measures[0] as string),
    charts: chartsOf(all, measures, others, (lines) => lineOf(lines, across.name, places)),
  });
}

function chartsOf(
  all: readonly Summary[],
  measures: readonly string[],
  others: readonly string[],
  pointsOf: (summaries: readonly Summary[]) => Omit<PanelLine, 'text'>,
): LinePanels['charts'] {
  const linesOf = (some: readonly Summary[], textOf: (summary: Summary) => string) =>
    grouped(some, textOf).map((line) => ({ text: textOf(line[0]), ...pointsOf(line) }));
  if (others.length === 0 && measures.every(isError))
    return [{ lines: linesOf(all, ({ measure }) => measure) }];
  return measures.map((measure) => ({
    title: measure,
    y: axisOf(measure),
    lines: linesOf(
      all.filter((one) => one.measure === measure),
      ({ at }) => others.map((name) => `${name} ${at[name]}`).join(', '),
    ),
  }));
}

function lineOf(line: readonly Summary[], name: string, places: Places): Omit<PanelLine, 'text'> {
  const placed = line
    .map((one) => ({ ...one, x: places.placeOf(one.at[name] ?? '') }))
    .sort((one, other) => one.x - other.x);
  return {
    points: placed.map(({ x, mean, low, high, values }) => ({
      ...{ x, y: mean },
      ...(values.length > 1 && places.scale !== 'names' && { low, high }),
    })),
    single: placed.some(({ values }) => values.length > 1)
      ? placed.flatMap(({ x, values }) => values.map((value) => ({ x, y: value })))
      : [],
  };
}

function captionOf({ seeds, common: all, measures }: SweepView, { scale }: Places): string {
  const some = `The first ${MOST} of ${measures.length} measures: --measure chooses.`;
  const common = measures.length > MOST ? `${all} ${some}` : all;
  if (seeds.length === 1) return `One run each, seed ${seeds[0]}. ${common}`;
  const shaded = scale === 'names' ? '' : ', shaded from the lowest to the highest';
  return `Mean over ${seeds.length} seeds (${seeds.join(', ')})${shaded}; dots are single runs. ${common}`;
}

function axisOf(measure: string): LinePanels['y'] {
  return { label: isError(measure) ? 'wrong, %' : 'value' };
}

function isNumber({ type }: Pick<Varied, 'type'>): boolean {
  return type === 'INT64' || type === 'DOUBLE';
}

/** Where values stand along an axis, and what is written there. */
interface Places {
  readonly placeOf: (value: VariedValue) => number;
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
export function axisPlaces(values: readonly VariedValue[]): Places {
  const distinct = [...new Set(values)];
  const numbers = distinct.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length < distinct.length)
    return {
      ...places(distinct, (value) => distinct.indexOf(value), 'names'),
      domain: [-0.5, distinct.length - 0.5],
    };
  const logarithmic = (numbers[0] ?? 0) > 0 && gaps(numbers.map(Math.log10)) < gaps(numbers);
  const placeOf = (value: VariedValue) => (logarithmic ? Math.log10(Number(value)) : Number(value));
  return places(numbers, placeOf, logarithmic ? 'logarithmic' : 'linear');
}

function places(
  values: readonly VariedValue[],
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
