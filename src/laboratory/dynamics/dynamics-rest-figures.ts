import type { Exhibit } from '../../exhibits/exhibit';
import { linePanels } from '../../exhibits/line-panels';
import { mean } from '../../statistics/mean';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import type { DynamicsRow } from './dynamics-rows';

/** What the figures say of themselves. */
export interface DynamicsShown {
  /** `1000 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly steps: number;
  readonly videoSteps: number;
  readonly videoImages: number;
  readonly probability: number;
  readonly seed: number;
}

type All = readonly Measured<DynamicsRow>[];

/** How the state of each layer comes to rest, in these ways of watching, and its spectrum. */
export async function* dynamicsRestFigures(
  all: All,
  ways: readonly string[],
  about: DynamicsShown,
): AsyncGenerator<Exhibit> {
  yield restFigure(all, ways, about);
  yield spectrumFigure(all, ways, about);
}

/** What was watched for long, in a caption's words. */
function longOf({ videoImages, videoSteps, shown }: DynamicsShown): string {
  return `${videoImages} images, each watched for ${videoSteps} steps under its true label, ${shown.split(', ').at(-1)}`;
}

function restFigure(all: All, ways: readonly string[], about: DynamicsShown): Promise<Exhibit> {
  const moves = rowsOfKind(all, 'move').flatMap(({ rows }) => rows);
  const layers = [...new Set(moves.map(({ layer }) => layer))];
  return linePanels({
    name: 'coming-to-rest',
    title: 'How far the state of a layer moves at each step',
    caption: `${longOf(about)}. The root mean square over units of the change of normalised activity, whose own root mean square is 1, as a power of ten: at −2 the state changes by a hundredth of itself. About −7 is where the numbers themselves end. Mean over images and networks.`,
    x: { label: 'time step' },
    y: { label: 'movement, power of ten', fromZero: false },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: ways.map((way) => ({
        text: way,
        points: meanLine(
          moves.filter((row) => row.way === way && row.layer === layer),
          ({ step, moved }) => [step, moved],
        ).map(({ x, y }) => ({ x, y: Math.log10(Math.max(y, 1e-9)) })),
      })),
    })),
  });
}

function spectrumFigure(all: All, ways: readonly string[], about: DynamicsShown): Promise<Exhibit> {
  const beats = rowsOfKind(all, 'beat').flatMap(({ rows }) => rows);
  const layers = [...new Set(beats.map(({ layer }) => layer))];
  return linePanels({
    name: 'spectrum',
    title: 'At what frequency the state of a layer changes on its way to rest',
    caption: `${longOf(about)}. The share of the variance over time of a layer's changes from step to step which lies at each frequency; at 0.5 a state is there and back in two steps. The axis goes by the square root. Mean over images and networks.`,
    x: { label: 'frequency, cycles a step' },
    y: { label: 'share of the variance, %', sqrt: true },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: ways.map((way) => ({
        text: way,
        points: meanLine(
          beats.filter((row) => row.way === way && row.layer === layer),
          ({ frequency, share }) => [frequency, 100 * share],
        ),
      })),
    })),
  });
}

/** The mean of y of all rows of each x, in the order of the rows. */
function meanLine<Row>(
  rows: readonly Row[],
  place: (row: Row) => readonly [x: number, y: number],
): { x: number; y: number }[] {
  const found = new Map<number, number[]>();
  for (const [x, y] of rows.map(place)) found.set(x, [...(found.get(x) ?? []), y]);
  return Array.from(found, ([x, values]) => ({ x, y: mean(values) }));
}
