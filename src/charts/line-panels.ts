import { drawFigure, type Figure } from './figure';
import { key } from './key';
import { lineChart } from './line-chart';
import { type SeriesLook, seriesLook, seriesLooks } from './looks';
import { panels } from './panels';
import type { PlotLibrary } from './svg';

/** A place on a line, and the interval around it where there is one. */
export interface Estimate {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** A line: its look goes by its name, the same in every panel. */
export interface PanelLine {
  /** Empty where a line is alone and needs no name. */
  readonly text: string;
  readonly points: readonly Estimate[];
  /** What the estimates are of: dots, in place of those of the estimates. */
  readonly single?: readonly Pick<Estimate, 'x' | 'y'>[];
}

/** Lines in one or more charts side by side, over the same axes. */
export interface LinePanels {
  /** Of the file, in kebab-case. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly x: {
    readonly label: string;
    /** From the lowest to the highest x unless told. */
    readonly domain?: readonly [low: number, high: number];
    readonly ticks?: readonly number[];
    readonly tickFormat?: (value: number) => string;
  };
  /**
   * From 0 unless some value is below, or `fromZero` is false. `sqrt`: by the square root, so that
   * small numbers are seen beside large ones.
   */
  readonly y: { readonly label: string; readonly fromZero?: boolean; readonly sqrt?: boolean };
  readonly charts: readonly {
    readonly title?: string;
    readonly lines: readonly PanelLine[];
    /** Where charts show different things: its own y axis, over what it shows. */
    readonly y?: LinePanels['y'];
  }[];
  /** Charts in a row; at most two unless told. */
  readonly columns?: number;
  /** Values of x that are marked by an upright line. */
  readonly marks?: readonly number[];
}

const HEIGHT = 320;
/** Pixels of all charts of a row together. */
const WIDTH = 980;

/** More lines than these, in one chart, are named in a key above all charts, where their ends would crowd. */
const MOST_ENDS = 10;

/**
 * Draws lines with their intervals, each labelled where it ends; a crowd of them in a key above. A place whose y is not a number is
 * left out, and so is a line that has no other. There must be a chart: whoever may have none draws no figure.
 */
export function linePanels(given: LinePanels): Promise<Figure> {
  const seen = { ...given, charts: given.charts.map(known) };
  const { name, title, caption, charts } = seen;
  const lookOf = looksIn(given);
  const columns = Math.min(given.columns ?? 2, charts.length);
  const width = charts.length === 1 ? 760 : WIDTH / columns;
  const crowded = charts.some(({ lines }) => lines.length > MOST_ENDS);
  const named = [...new Set(charts.flatMap(({ lines }) => lines.map(({ text }) => text)))];
  const entries = named.map((text) => {
    const { colour, dash } = lookOf({ text });
    return { text, colour, line: { dash } };
  });
  return drawFigure(name, (plot) => ({
    title,
    caption,
    options: panels(plot, {
      columns,
      ...(crowded && keyAbove(plot, entries, width * columns)),
      plots: charts.map(({ title: above, lines, y }) =>
        lineChart(plot, {
          ...{ width, height: HEIGHT, ...(above !== undefined && { title: above }) },
          x: { domain: domainOf(seen, ({ x }) => [x], false), tickFormat: String, ...given.x },
          y: y
            ? { ...y, domain: heightOf({ charts: [{ lines }], y }) }
            : { ...given.y, domain: heightOf(seen) },
          series: lines.map(({ text, points, single = [] }) => ({
            ...(single.length > 0 && { dots: false }), // those of single values would be under it
            ...{ text: text === '' || crowded ? undefined : text, points },
            ...lookOf({ text }),
          })),
          under: [
            plot.ruleX(given.marks ?? [], { strokeDasharray: '2 3', strokeOpacity: 0.6 }),
            ...lines.map((line) => band(plot, line, lookOf(line).colour)),
            ...lines.map(({ single = [], ...line }) =>
              plot.dot(single, {
                x: 'x',
                y: 'y',
                r: 3,
                fill: lookOf(line).colour,
                opacity: 0.7,
              }),
            ),
          ],
        }),
      ),
    }),
  }));
}

/** A key as panels take it. */
function keyAbove(plot: PlotLibrary, entries: Parameters<typeof key>[1], width: number) {
  const { marks, height } = key(plot, entries, width);
  return { marks, top: height };
}

/** A chart without what is not known. */
function known(chart: LinePanels['charts'][number]): LinePanels['charts'][number] {
  const lines = chart.lines
    .map((line) => ({ ...line, points: line.points.filter(({ y }) => Number.isFinite(y)) }))
    .filter(({ points, single = [] }) => points.length + single.length > 0);
  return { ...chart, lines };
}

/** The interval around a line, where it has one. */
function band(plot: PlotLibrary, { points }: PanelLine, colour: string) {
  const around = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  return plot.areaY(around, { x: 'x', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.15 });
}

/** By their names; a line that is alone and has none is as the first of a list. */
function looksIn({
  charts,
}: Pick<LinePanels, 'charts'>): (line: Pick<PanelLine, 'text'>) => SeriesLook {
  const looks = seriesLooks(charts.flatMap(({ lines }) => lines.map(({ text }) => text)));
  return ({ text }) => (text === '' ? seriesLook(0) : looks(text));
}

function heightOf(given: Pick<LinePanels, 'charts' | 'y'>): [number, number] {
  const all = ({ y, low = y, high = y }: Estimate) => [y, low, high];
  return domainOf(given, all, given.y.fromZero !== false);
}

/** From the lowest to the highest of all charts, and a little more where it is not 0. */
function domainOf(
  { charts }: Pick<LinePanels, 'charts'>,
  numbers: (point: Estimate) => readonly number[],
  fromZero: boolean,
): [number, number] {
  const all = charts.flatMap(({ lines }) =>
    lines.flatMap(({ points, single = [] }) => [...points, ...single].flatMap(numbers)),
  );
  if (all.length === 0) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (!fromZero) return low === high ? [low - 1, high + 1] : [low, high];
  const room = 0.04 * (Math.max(high, 0) - Math.min(low, 0));
  const [bottom, top] = [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
  return [bottom, bottom === top ? 1 : top]; // where every value is 0 there is still an axis
}
