import type { Figure } from '../../charts/figure';
import { filmStrips } from '../../charts/film-strips';
import { type Estimate, linePanels } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { drawnMorphs, evenShares, morphFrame, realMorphs } from '../../images/stimuli/ambiguous';
import { mean } from '../../statistics/mean';
import { estimateAt, itemTable } from '../measures/rows';

import { networksInWords } from '../seen-in-words';
import type { Measured } from '../study';
import { BY_GOODNESS, BY_ONE_PASS } from '../watching/frame-scores';
import { type AmbiguityRow, ofReading, pairRows, SCORED, type ScoreRow, SOURCES } from './measure';

type All = readonly Measured<AmbiguityRow>[];

/** What the figures are of. */
export interface AmbiguityShown {
  readonly images: LabelledImages;
  /** Images on the way. */
  readonly shares: number;
  readonly seed: number;
}

const WAY = {
  label: 'share of the way from one digit to the other',
  ticks: evenShares(6),
  tickFormat: String,
};
const BANDS = 'Bands: 95 % intervals over networks and pairs.';
const NAMES = { first: 'label at the start', other: 'label at the end', third: 'best other' };
/** Pictures of a strip, and the steps whose goodness is drawn: the first, the window’s, the last. */
const PICTURES = 9;
const STEPS = [1, 3, 5, 8];

/** The morphs themselves, where they flip, how sharply, and the goodness behind it. */
export async function* ambiguityFigures(
  measured: All,
  about: AmbiguityShown,
): AsyncGenerator<Figure> {
  yield morphStrips(measured, about);
  yield flipsFigure(measured, about);
  yield widthFigure(measured, about);
  yield goodnessFigure(measured, about);
}

/** Readings by a step, in their order, and all others. */
function readingsIn(measured: All) {
  const readings = [...new Set(measured.flatMap(({ rows }) => rows.map(({ reading }) => reading)))];
  const steps = readings.filter((one) => one.startsWith('step'));
  return { steps, whole: readings.filter((one) => !steps.includes(one)) };
}

function flipsFigure(
  measured: All,
  { images, shares: count, seed }: AmbiguityShown,
): Promise<Figure> {
  const shares = evenShares(count);
  const { whole } = readingsIn(measured);
  const real = pairRows(measured, 'real');
  return linePanels({
    name: 'flips',
    title: 'How many pairs have flipped, along the way',
    caption: `Pairs of real digits (${images.name}) whose second label is preferred to the first from this share on: by the goodness of the window (top-down), by the readout of one pass of the same ${networksInWords(measured)}, and by feed-forward networks of the same sizes and seeds. ${BANDS}`,
    x: WAY,
    y: { label: 'pairs that have flipped, %' },
    charts: [...new Set(real[0]?.rows.map(({ pair }) => pair))].map((pair) => ({
      title: pair,
      lines: whole.map((reading) => ({
        text: reading,
        points: shares.map((share) => {
          const flipped = itemTable(real, (rows) =>
            rows[0]?.pair === pair
              ? 100 * Number(ofReading(rows, reading, 'flip') <= share)
              : Number.NaN,
          );
          return estimateAt(share, flipped, seed);
        }),
      })),
    })),
  });
}

function widthFigure(measured: All, { seed }: AmbiguityShown): Promise<Figure> {
  const { steps, whole } = readingsIn(measured);
  const sources = SOURCES.map((source) => pairRows(measured, source));
  const counted = sources
    .map(([one], at) => `${new Set(one?.rows.map(({ item }) => item)).size} ${SOURCES[at]}`)
    .join(' and ');
  return linePanels({
    name: 'width-by-step',
    title: 'How much of the way a flip takes: less is sharper',
    caption: `The share of the way on which preference goes from a quarter to three quarters of its change (a straight line: 0.5), by the goodness of each step alone, by that of the window (top-down), and by readings that take no steps. ${counted} pairs, ${networksInWords(measured)}; of these, pairs that this reading of every network gets right at both ends. ${BANDS}`,
    x: { label: 'time step', ticks: steps.map((_, at) => at + 1), tickFormat: String },
    y: { label: 'width of the flip, share of the way', fromZero: false },
    charts: sources.flatMap((pairs, at) => {
      const lines = [...whole, 'each step'].map((text) => ({
        text,
        points: steps.flatMap((step, before): Estimate[] => {
          const reading = whole.includes(text) ? text : step;
          const widths = itemTable(pairs, (rows) => ofReading(rows, reading, 'width'));
          return widths[0]?.length ? [estimateAt(before + 1, widths, seed)] : [];
        }),
      }));
      const drawable = lines.filter(({ points }) => points.length > 0);
      return drawable.length > 0 ? [{ title: `${SOURCES[at]} digits`, lines: drawable }] : [];
    }),
  });
}

function goodnessFigure(measured: All, { images, shares: count }: AmbiguityShown): Promise<Figure> {
  const shares = evenShares(count);
  const { steps } = readingsIn(measured);
  return linePanels({
    name: 'goodness',
    title: 'Goodness of the two labels along the way, step by step',
    caption: `Goodness a unit, summed over the layers, under the label of the digit at the start, under that of the digit at the end, and under the best of the other labels: mean over pairs of real digits (${images.name}) and ${networksInWords(measured)}. Each image is watched for itself.`,
    x: WAY,
    y: { label: 'goodness a unit, all layers', fromZero: false },
    charts: STEPS.flatMap((step) => steps[step - 1] ?? []).map((reading) => ({
      title: reading,
      lines: SCORED.map((scored) => ({
        text: NAMES[scored],
        points: shares.map((share) => meanScore(measured, { reading, scored, share })),
      })),
    })),
  });
}

/** Of pairs of real digits, mean over networks. */
function meanScore(
  measured: All,
  { reading, scored, share }: Pick<ScoreRow, 'reading' | 'scored' | 'share'>,
): Estimate {
  const scores = measured.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const here = 'scored' in row && row.source === 'real' && row.reading === reading;
      return here && row.scored === scored && row.share === share ? [row.score] : [];
    }),
  );
  return { x: share, y: mean(scores) };
}

/** The pair of each kind that is most alike, a drawn one, and what the first network says of them. */
function morphStrips(
  measured: All,
  { images, shares: count, seed }: AmbiguityShown,
): Promise<Figure> {
  const places = evenShares(PICTURES).map((share) => Math.round(share * (count - 1)));
  const items = [...realMorphs(images, 1), ...drawnMorphs(1, seed)];
  return filmStrips({
    name: 'morphs',
    title: 'Digits on their way to others',
    caption: `Of each kind the pair of real digits that is most alike, and a drawn pair. Over the columns: the share of the way. Under each image: the answer of ${measured[0]?.name} by goodness | by its readout of one pass.`,
    heads: places.map((place) => String(Number((place / (count - 1)).toFixed(2)))),
    size: images,
    strips: items.map((item) => {
      const pair = item.labels.join('–');
      const said = (reading: string) =>
        pairRows(measured, item.source)[0]?.rows.find(
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
