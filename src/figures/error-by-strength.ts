import { COLOURS } from '../charts/colours';
import { drawFigure, type Figure } from '../charts/figure';
import { intervalMarks } from '../charts/interval-rows';
import { lineChart, type Series } from '../charts/line-chart';
import { LETTER } from '../charts/line-ends';
import { type SeriesLook, seriesLooks } from '../charts/looks';
import { inset, panels } from '../charts/panels';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';

/** Pixels of a panel, where there are enough of them. */
const WIDTH = 340;
const HEIGHT = 264;
const COLUMNS = 3;

/**
 * Error against strength, a panel for each condition and a colour for each reading; over them the
 * errors on the images as they are, whose rows name the readings. Where those were measured (at
 * strength 0, under any condition), all lines start with them. `images` says in words what was read.
 */
export async function errorByStrength(
  points: readonly StrengthError[],
  images?: string,
): Promise<Figure> {
  const originals = points.filter(({ strength }) => strength === 0);
  const harder = points.filter(({ strength }) => strength !== 0);
  const names = [...new Set(points.map(({ reading }) => reading))];
  const lookOf = seriesLooks(names);
  const readings = names.map((reading) => ({ reading, ...lookOf(reading) }));
  return drawFigure('error-by-strength', (plot) => ({
    title: harder.length > 0 ? 'Error on images made harder' : 'Error on the images as they are',
    caption: captionOf(originals, harder, images),
    options: optionsOf(plot, readings, originals, harder),
  }));
}

function optionsOf(
  plot: PlotLibrary,
  readings: readonly ReadingLook[],
  originals: readonly StrengthError[],
  harder: readonly StrengthError[],
): FigureDeclaration['options'] {
  const conditions = [...new Set(harder.map(({ condition }) => condition))];
  const columns = Math.min(COLUMNS, conditions.length);
  const width = WIDTH * Math.max(2, columns);
  const named = readingErrors(plot, readings, originals, width);
  if (conditions.length === 0) return named;
  const highest = Math.max(
    ...[...originals, ...harder].flatMap(({ high, each }) => [high, ...singles(each)]),
  );
  const most = highest > 50 ? 100 : 1.05 * highest || 1;
  const plots = conditions.map((condition, at) => {
    const own = harder.filter((point) => point.condition === condition);
    const first = at % columns === 0;
    const size = { width: width / columns, height: HEIGHT };
    return strengthPanel(plot, readings, [...originals, ...own], {
      ...{ ...size, condition, most, first },
    });
  });
  return panels(plot, {
    ...{ plots, columns, top: named.height, marks: [inset(plot, named, 0, 0)] },
  });
}

function captionOf(
  originals: readonly StrengthError[],
  harder: readonly StrengthError[],
  images: string | undefined,
): string {
  const top = 'Top: the images as they are; lines through the dots are 95 % intervals.';
  const below =
    'Below: a panel for each condition, from barely harder to hard for a person; bands are 95 % intervals.';
  const both = 'In every panel, strength 0 is the images as they are.';
  const [some, more] = [originals.length > 0, harder.length > 0];
  const several = [...originals, ...harder].some(({ each }) => singles(each).length > 0);
  const single = several && 'Small dots: single networks.';
  const said = [images && `${images}.`, some && top, more && below, some && more && both, single];
  return said.filter(Boolean).join(' ');
}

/** What a panel shows, and its place. */
interface Panel {
  readonly width: number;
  readonly height: number;
  readonly condition: string;
  /** The highest error that any panel shows, in per cent. */
  readonly most: number;
  /** Whether it is the first of its row, which says what upwards is. */
  readonly first: boolean;
}

/** Marks closer than this share of the axis are not both named. */
const CLOSE = 0.12;

/** The error of each reading at each strength of a condition, with its interval as a band. */
function strengthPanel(
  plot: PlotLibrary,
  readings: readonly ReadingLook[],
  points: readonly StrengthError[],
  { width, height, condition, most, first }: Panel,
): FigureDeclaration['options'] {
  const strengths = [...new Set(points.map(({ strength }) => strength))].sort((a, b) => a - b);
  const [low = 0, high = low] = [strengths[0], strengths.at(-1)];
  const of = (reading: string) =>
    points
      .filter((point) => point.reading === reading)
      .sort((one, other) => one.strength - other.strength);
  return lineChart(plot, {
    ...{ width, height, title: condition },
    x: {
      label: points.find((point) => point.condition === condition)?.unit ?? '',
      domain: high > low ? [low, high] : [low - 0.5, high + 0.5],
      ticks: apartFromTheLast(strengths, CLOSE * (high - low)),
      tickFormat: String,
    },
    y: { label: first ? 'error, %' : '', domain: [0, most] },
    series: readings.map(
      ({ reading, colour, dash }, place): Series => ({
        points: of(reading).map(({ strength, percent }) => ({ x: strength, y: percent })),
        ...{ colour, dash, width: place === 0 ? 3 : 1.25 },
      }),
    ),
    under: readings.map(({ reading, colour }) =>
      plot.areaY(of(reading), {
        ...{ x: 'strength', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.12 },
      }),
    ),
    over: readings.map(({ reading, colour }) =>
      plot.dot(
        of(reading).flatMap(({ strength, each }) =>
          singles(each).map((error) => ({ strength, error })),
        ),
        { x: 'strength', y: 'error', r: 1.5, fill: colour, fillOpacity: 0.6 },
      ),
    ),
  });
}

/** Those of ascending numbers that lie at least `gap` apart, from the last one down. */
function apartFromTheLast(ascending: readonly number[], gap: number): number[] {
  const kept: number[] = [];
  for (const value of [...ascending].reverse())
    if (kept[0] === undefined || kept[0] - value >= gap) kept.unshift(value);
  return kept;
}

/** The error of a reading on images that were made harder, in per cent, and its interval. */
export interface StrengthError {
  readonly condition: string;
  /** What the strength is counted in. */
  readonly unit: string;
  /** 0: the images as they are. */
  readonly strength: number;
  readonly reading: string;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
  /** Of each network by itself. */
  readonly each?: readonly { readonly percent: number }[];
}

/** The errors of single networks, where there are several. */
function singles(each: StrengthError['each'] = []): number[] {
  return each.length > 1 ? each.map(({ percent }) => percent) : [];
}

/** A reading, and how it is told from others. */
interface ReadingLook extends SeriesLook {
  readonly reading: string;
}

/** Pixels of a row, and around all of them. */
const ROW = 20;
const ABOVE = 18;
const BELOW = 46;

/**
 * The errors of readings on the images as they are, a row for each: what the colours stand for, and
 * their intervals. Readings without an error there are named all the same.
 */
function readingErrors(
  plot: PlotLibrary,
  readings: readonly ReadingLook[],
  errors: readonly StrengthError[],
  width: number,
): FigureDeclaration['options'] {
  const names = readings.map(({ reading }) => reading);
  const colours = new Map(readings.map(({ reading, colour }) => [reading, colour]));
  const left = 46 + LETTER * Math.max(...names.map(({ length }) => length));
  const most = Math.max(0, ...errors.flatMap(({ high, each }) => [high, ...singles(each)]));
  const measured = errors.length > 0;
  return {
    ...{ width, height: ABOVE + ROW * names.length + (measured ? BELOW : 0) },
    ...{ marginTop: ABOVE, marginLeft: left, marginRight: 60, marginBottom: measured ? BELOW : 0 },
    x: {
      ...{ label: 'error on the images as they are, %', labelAnchor: 'center', grid: measured },
      ...{ domain: [0, 1.05 * most || 1], axis: measured ? 'bottom' : null },
    },
    y: { domain: names, label: null, tickSize: 0, tickPadding: 32, type: 'point', padding: 0.5 },
    marks: [
      ...readings.map((one) =>
        plot.ruleY([one], {
          ...{ y: 'reading', x1: 0, x2: 0, insetLeft: -26, insetRight: 4 },
          ...{ stroke: one.colour, strokeWidth: 3, ...(one.dash && { strokeDasharray: one.dash }) },
        }),
      ),
      ...intervalMarks(
        plot,
        errors.map(({ reading, percent, low, high, each }) => ({
          ...{ text: reading, estimate: percent, low, high, each: singles(each) },
        })),
        { colourOf: (reading) => colours.get(reading) ?? COLOURS.ink, digits: 2 },
      ),
    ],
  };
}
