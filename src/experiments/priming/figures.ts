import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { evenShares } from '../../images/stimuli/ambiguous';
import { estimateLine } from '../measures/estimates';
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
const BANDS = 'Bands: 95 % intervals over networks and pairs.';

type All = AllMeasured<PrimingRow>;

/** The pull of a prime step by step; both directions of a walk; and hysteresis by its pace. */
export async function* primingFigures(
  all: All,
  images: LabelledImages,
  { options }: Asked<typeof PRIMING_OPTIONS>,
): AsyncGenerator<Figure> {
  const pairs = distinct(all.slice(0, 1), ({ item }) => item).length;
  const shown = `${pairs} pairs of real digits (${images.name}), ${networksInWords(all)}`;
  const drawing = { ...options, all, shown, usual: usualOf(options.dampings) };
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
    title: 'A label that was held pulls perception to itself',
    caption: `Left: where on the way pairs flip after the label of the digit at its start, that at its end, or none was held for ${prime} steps; damping ${usual}. Right: how far apart the first two are, by damping. By the goodness of the last three steps since the label was let go. ${shown}. ${BANDS}`,
    x: { label: 'steps since the label was released', ticks: steps, tickFormat: String },
    y: { label: 'morph level' },
    charts: [
      {
        title: 'where it flips',
        lines: PRIMES.map((held) => estimateLine(HELD[held], steps, flips(held))),
      },
      {
        title: 'how far the labels pull it apart',
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
    title: 'The way from one digit to another, walked in both directions',
    caption: `Pairs whose label at the end of the way is preferred from this morph level on; damping ${usual}. Anew: each level is watched for itself, from the bottom-up pass on. ${shown}. ${BANDS}`,
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
    title: 'How far the past holds perception, by the pace of the walk',
    caption: `How much further on the way pairs flip forwards than backwards, by damping. A percept that holds itself leaves some at any pace; a lag leaves none once a level is shown for longer than it. ${shown}. ${BANDS}`,
    x: { label: `steps per morph level, of ${shares} levels`, ticks: paces, tickFormat: String },
    y: { label: 'hysteresis distance, in morph level' },
    charts: [
      { lines: dampings.map((one) => estimateLine(`damping ${one}`, paces, distance(one))) },
    ],
  });
}
