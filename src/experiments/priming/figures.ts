import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { evenShares } from '../../images/stimuli/ambiguous';
import { bandsOver, estimateLine } from '../measures/estimates';
import { distinct } from '../measures/rows';
import { type AllMeasured, type Asked, networksInWords, type OptionsOf } from '../study';
import {
  flipsWhere,
  hysteresisDistance,
  PRIMES,
  type PRIMING_OPTIONS,
  type PrimingRow,
  primePull,
  usualOf,
} from './measure';

const HELD = { first: 'start held', other: 'end held', none: 'none held' };
const BANDS = bandsOver('pairs');

type All = AllMeasured<PrimingRow>;

/** The pull of a prime step by step; both directions of a walk; and hysteresis by its pace. */
export async function* primingFigures(
  all: All,
  images: LabelledImages,
  { options }: Asked<typeof PRIMING_OPTIONS>,
): AsyncGenerator<Figure> {
  const pairs = distinct(all.slice(0, 1), ({ item }) => item).length;
  const shown = `${pairs} pairs of real digits (${images.name}), ${networksInWords(all)}`;
  const drawing = { ...options, all, shown, usual: usualOf(all, options.dampings).damping };
  yield pullFigure(drawing);
  yield walksFigure(drawing);
  yield hysteresisFigure(drawing);
}

/** What is drawn, and what was varied. */
interface Drawing extends OptionsOf<typeof PRIMING_OPTIONS> {
  readonly all: All;
  /** `60 pairs of digits …` */
  readonly shown: string;
  /** The damping that is looked at where one is enough. */
  readonly usual: number;
}

function pullFigure(drawing: Drawing): Promise<Figure> {
  const { all, shown, dampings, usual, prime } = drawing;
  const steps = Array.from({ length: drawing.after }, (_, at) => at + 1);
  const flips = (held: (typeof PRIMES)[number]) => (after: number) =>
    flipsWhere(all, { damping: usual, prime: held, after });
  const pull = (damping: number) => (after: number) => primePull(all, { damping, after });
  return linePanels({
    name: 'pull',
    title: 'A label that was held attracts perception',
    caption: `Left: the morph level at which pairs flip after the label of the digit at the start, that at the end, or none was held for ${prime} steps; damping ${usual}. Right: the distance between the first two, by damping. Read by the goodness of the last three steps since the label was released. ${shown}. ${BANDS}`,
    x: { label: 'steps since the label was released', ticks: steps, tickFormat: String },
    y: { label: 'morph level' },
    charts: [
      {
        title: 'where pairs flip',
        lines: PRIMES.map((held) => estimateLine(HELD[held], steps, flips(held))),
      },
      {
        title: 'how far the held labels move the flip',
        lines: dampings.map((one) => estimateLine(`damping ${one}`, steps, pull(one))),
      },
    ],
  });
}

function walksFigure({ all, shown, usual, paces, shares }: Drawing): Promise<Figure> {
  const flipped = (way: 'forwards' | 'backwards' | 'anew', each: number) => {
    const flips = flipsWhere(all, { damping: usual, way, each });
    return (share: number) => flips.map((row) => row.map((flip) => 100 * Number(flip <= share)));
  };
  return linePanels({
    name: 'walks',
    title: 'Walks from one digit to another and back',
    caption: `Pairs whose label at the end is preferred from this morph level on; damping ${usual}. Anew: each image is watched by itself, from the bottom-up pass on. ${shown}. ${BANDS}`,
    x: {
      label: 'morph level, from one digit to the other',
      ticks: evenShares(6),
      tickFormat: String,
    },
    y: { label: 'pairs that have flipped, %' },
    charts: [...new Set([Math.min(...paces), Math.max(...paces)])].map((pace) => ({
      title: `${pace} step${pace === 1 ? '' : 's'} per morph level`,
      lines: (['forwards', 'backwards', 'anew'] as const).map((way) =>
        estimateLine(way, evenShares(shares), flipped(way, way === 'anew' ? 0 : pace)),
      ),
    })),
  });
}

function hysteresisFigure(drawing: Drawing): Promise<Figure> {
  const { all, shown, dampings, paces, shares } = drawing;
  const distance = (damping: number) => (each: number) =>
    hysteresisDistance(all, { damping, each });
  return linePanels({
    name: 'hysteresis',
    title: 'Hysteresis by the pace of the walk',
    caption: `How much later pairs flip forwards than backwards, in morph level, by damping. If a percept sustains itself, there is hysteresis at any pace; if perception only lags, there is none once each morph level is shown for longer than the lag. ${shown}. ${BANDS}`,
    x: { label: `steps per morph level, of ${shares} levels`, ticks: paces, tickFormat: String },
    y: { label: 'hysteresis distance, in morph level' },
    charts: [
      { lines: dampings.map((one) => estimateLine(`damping ${one}`, paces, distance(one))) },
    ],
  });
}
