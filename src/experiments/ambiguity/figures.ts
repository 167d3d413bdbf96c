import type { Figure } from '../../charts/figure';
import { filmStrips } from '../../charts/film-strips';
import { type LinePanels, linePanels } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { drawnMorphs, evenShares, morphFrame, realMorphs } from '../../images/stimuli/ambiguous';
import { mean } from '../../statistics/mean';
import { bandsOver, estimateLine } from '../measures/estimates';
import { distinct, itemTable, rowsLike } from '../measures/rows';
import { type AllMeasured, networksInWords } from '../study';
import { BY_GOODNESS, BY_ONE_PASS, isOfStep } from '../watching/frame-scores';
import {
  type AmbiguityRow,
  flippedAt,
  ofReading,
  pairRows,
  SCORED,
  type ScoreRow,
  SOURCES,
} from './rows';

type All = AllMeasured<AmbiguityRow>;

/** What the figures are of. */
interface AmbiguityShown {
  readonly images: LabelledImages;
  /** Images on the way. */
  readonly shares: number;
  readonly seed: number;
}

const WAY = {
  label: 'morph level, from one digit to the other',
  ticks: evenShares(6),
  tickFormat: String,
};
const BANDS = bandsOver('pairs');
const NAMES = { first: 'label at the start', other: 'label at the end', third: 'best other' };
/** Pictures of a strip, and the steps whose goodness is drawn: the first, the window’s, the last. */
const PICTURES = 9;
const STEPS = [1, 3, 5, 8];

/** The morphs themselves, where they flip, how sharply, and the goodness behind it. */
export async function* ambiguityFigures(all: All, about: AmbiguityShown): AsyncGenerator<Figure> {
  yield morphStrips(all, about);
  yield flipsFigure(all, about);
  const widths = widthCharts(all);
  if (widths.length > 0) yield widthFigure(all, widths); // else no pair is right at both ends
  yield goodnessFigure(all, about);
}

/** Readings by a step, in their order, and all others. */
function readingsIn(all: All) {
  const readings = distinct(all, ({ reading }) => reading);
  return {
    steps: readings.filter(isOfStep),
    whole: readings.filter((reading) => !isOfStep(reading)),
  };
}

function flipsFigure(all: All, { images, shares }: AmbiguityShown): Promise<Figure> {
  const real = pairRows(all, 'real');
  const { whole } = readingsIn(all);
  const others =
    whole.length > 2 ? '; others: feed-forward networks of the same sizes and seeds' : '';
  const flipped = (pair: string, reading: string) => (share: number) =>
    itemTable(real, (rows) =>
      rows[0]?.pair === pair ? flippedAt(rows, reading, share) : Number.NaN,
    );
  return linePanels({
    name: 'flips',
    title: 'How many pairs have flipped, by morph level',
    caption: `Pairs of real digits (${images.name}) whose second label is preferred to the first from this morph level on: by the goodness of the window (top-down), and by the readout of one pass of the same ${networksInWords(all)}${others}. ${BANDS}`,
    x: WAY,
    y: { label: 'pairs that have flipped, %' },
    charts: distinct(real.slice(0, 1), ({ pair }) => pair).map((pair) => ({
      title: pair,
      lines: whole.map((reading) =>
        estimateLine(reading, evenShares(shares), flipped(pair, reading)),
      ),
    })),
  });
}

/** The steps that widths are drawn at, from 1. */
function stepsOf(all: All): number[] {
  return readingsIn(all).steps.map((_, at) => at + 1);
}

/** A chart for each source of which some pair has a width in every network. */
function widthCharts(all: All): LinePanels['charts'] {
  const { steps, whole } = readingsIn(all);
  const widths = (source: string, text: string) => (step: number) => {
    const reading = whole.includes(text) ? text : (steps[step - 1] as string);
    return itemTable(pairRows(all, source), (rows) => ofReading(rows, reading, 'width'));
  };
  const linesOf = (source: string) =>
    [...whole, 'each step']
      .map((text) => estimateLine(text, stepsOf(all), widths(source, text)))
      .filter(({ points }) => points.some(({ y }) => Number.isFinite(y)));
  return SOURCES.map((source) => ({
    title: `${source} digits`,
    lines: linesOf(source),
  })).filter(({ lines }) => lines.length > 0);
}

function widthFigure(all: All, charts: LinePanels['charts']): Promise<Figure> {
  const counted = SOURCES.map((source) => {
    const [one] = pairRows(all, source);
    return `${new Set(one?.rows.map(({ item }) => item)).size} ${source}`;
  }).join(' and ');
  return linePanels({
    name: 'width-by-step',
    title: 'The width of the flip: narrower is sharper',
    caption: `The range of morph levels over which preference goes from a quarter to three quarters of its change (a straight line: 0.5), by the goodness of each step alone, by that of the window (top-down), and by readings that take no steps. ${counted} pairs, ${networksInWords(all)}; of these, the pairs that this reading gets right at both ends in every network. ${BANDS}`,
    x: { label: 'time step', ticks: stepsOf(all), tickFormat: String },
    y: { label: 'width of the flip, in morph level', fromZero: false },
    charts,
  });
}

function goodnessFigure(all: All, { images, shares }: AmbiguityShown): Promise<Figure> {
  const { steps } = readingsIn(all);
  return linePanels({
    name: 'goodness',
    title: 'Goodness of the two labels by morph level, step by step',
    caption: `Goodness per unit, summed over the layers, under the label of the digit at the start, under that of the digit at the end, and under the best of the other labels: mean over pairs of real digits (${images.name}) and ${networksInWords(all)}. Each image is watched by itself.`,
    x: WAY,
    y: { label: 'goodness per unit, all layers', fromZero: false },
    charts: STEPS.flatMap((step) => steps[step - 1] ?? []).map((reading) => ({
      title: reading,
      lines: SCORED.map((scored) => ({
        text: NAMES[scored],
        points: evenShares(shares).map((share) => ({
          x: share,
          y: mean(realScores(all, { reading, scored, share })),
        })),
      })),
    })),
  });
}

/** Of pairs of real digits, in every network. */
function realScores(all: All, like: Pick<ScoreRow, 'reading' | 'scored' | 'share'>): number[] {
  const wanted: Partial<AmbiguityRow> = { ...like, source: 'real' };
  return rowsLike(all, wanted).flatMap(({ rows }) =>
    rows.flatMap((row) => ('score' in row ? row.score : [])),
  );
}

/** The pair of each kind that is most alike, a drawn one, and what the first network says of them. */
function morphStrips(all: All, { images, shares: count, seed }: AmbiguityShown): Promise<Figure> {
  const places = evenShares(PICTURES).map((share) => Math.round(share * (count - 1)));
  const items = [...realMorphs(images, 1), ...drawnMorphs(1, seed)];
  return filmStrips({
    name: 'morphs',
    title: 'Morphs from one digit to another',
    caption: `For each kind, the most similar pair of real digits; and a drawn pair. Above the columns: the morph level. Under each image: the answer of ${all[0]?.name} by goodness | by its readout of one pass.`,
    heads: places.map((place) => String(Number((place / (count - 1)).toFixed(2)))),
    size: images,
    strips: items.map((item) => {
      const pair = item.labels.join('–');
      const said = (reading: string) =>
        pairRows(all, item.source)[0]?.rows.find(
          (row) => row.pair === pair && row.reading === reading,
        )?.answers ?? '';
      const [goodness, pass] = [said(BY_GOODNESS), said(BY_ONE_PASS)];
      return {
        title: `${pair}, ${item.source}`,
        pictures: places.map((place) => ({
          pixels: morphFrame([item], place / (count - 1)),
          under: `${goodness[place]} | ${pass[place]}`,
        })),
      };
    }),
  });
}
