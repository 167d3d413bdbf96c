import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { evenShares } from '../../images/stimuli/ambiguous';
import { estimateAt } from '../measures/rows';
import type { Measured } from '../study';
import { flipsWhere, hysteresisDistance, type PrimingRow, primePull } from './measure';

/** What the figures are of, and what was varied. */
export interface PrimingShown {
  /** `60 pairs of digits …` */
  readonly shown: string;
  readonly dampings: readonly number[];
  /** The damping that is looked at where one is enough. */
  readonly usual: number;
  readonly paces: readonly number[];
  readonly shares: number;
  /** Steps for which a label is held, and that are watched after. */
  readonly prime: number;
  readonly after: number;
  readonly seed: number;
}

const HELD = { first: 'start held', other: 'end held', none: 'none held' } as const;
const PRIMES = Object.keys(HELD) as (keyof typeof HELD)[];

const BANDS = 'Bands: 95 % intervals over networks and pairs.';

type All = readonly Measured<PrimingRow>[];

/** The pull of a prime step by step; both directions of a walk; and hysteresis by its pace. */
export async function* primingFigures(all: All, about: PrimingShown): AsyncGenerator<Figure> {
  yield pullFigure(all, about);
  yield walksFigure(all, about);
  yield hysteresisFigure(all, about);
}

function pullFigure(measured: All, about: PrimingShown): Promise<Figure> {
  const { dampings, usual, prime, seed } = about;
  const after = Array.from({ length: about.after }, (_, at) => at + 1);
  return linePanels({
    name: 'pull',
    title: 'A label that was held pulls perception to itself',
    caption: `Left: where on the way pairs flip after the label of the digit at its start, that at its end, or none was held for ${prime} steps; damping ${usual}. Right: how far apart the first two are, by damping. By the goodness of the last three steps since the label was let go. ${about.shown}. ${BANDS}`,
    x: { label: 'steps since the label was let go', ticks: after, tickFormat: String },
    y: { label: 'share of the way' },
    charts: [
      {
        title: 'where it flips',
        lines: PRIMES.map((held) => ({
          text: HELD[held],
          points: after.map((x) => {
            const flips = flipsWhere(measured, { damping: usual, prime: held, after: x });
            return estimateAt(x, flips, seed);
          }),
        })),
      },
      {
        title: 'how far the labels pull it apart',
        lines: dampings.map((damping) => ({
          text: `damping ${damping}`,
          points: after.map((x) => estimateAt(x, primePull(measured, { damping, after: x }), seed)),
        })),
      },
    ],
  });
}

function walksFigure(measured: All, about: PrimingShown): Promise<Figure> {
  const { usual, paces, shares, seed } = about;
  const ends = [...new Set([Math.min(...paces), Math.max(...paces)])];
  return linePanels({
    name: 'walks',
    title: 'The way from one digit to another, walked in both directions',
    caption: `Pairs whose label at the end of the way is preferred from this share on; damping ${usual}. Anew: each share is watched for itself, from the bottom-up pass on. ${about.shown}. ${BANDS}`,
    x: {
      label: 'share of the way from one digit to the other',
      ticks: evenShares(6),
      tickFormat: String,
    },
    y: { label: 'pairs that have flipped, %' },
    charts: ends.map((pace) => ({
      title: `${pace} step${pace === 1 ? '' : 's'} a share`,
      lines: (['forwards', 'backwards', 'anew'] as const).map((way) => {
        const flips = flipsWhere(measured, {
          damping: usual,
          way,
          each: way === 'anew' ? 0 : pace,
        });
        const flipped = (share: number) =>
          flips.map((row) => row.map((flip) => 100 * Number(flip <= share)));
        return {
          text: way,
          points: evenShares(shares).map((x) => estimateAt(x, flipped(x), seed)),
        };
      }),
    })),
  });
}

function hysteresisFigure(measured: All, about: PrimingShown): Promise<Figure> {
  const { dampings, paces, shares, seed } = about;
  return linePanels({
    name: 'hysteresis',
    title: 'How far the past holds perception, by the pace of the walk',
    caption: `How much further on the way pairs flip forwards than backwards, by damping. A percept that holds itself leaves some at any pace; a lag leaves none once a share is shown for longer than it. ${about.shown}. ${BANDS}`,
    x: { label: `steps a share, of ${shares} shares`, ticks: paces, tickFormat: String },
    y: { label: 'hysteresis distance, share of the way' },
    charts: [
      {
        lines: dampings.map((damping) => ({
          text: `damping ${damping}`,
          points: paces.map((each) =>
            estimateAt(each, hysteresisDistance(measured, { damping, each }), seed),
          ),
        })),
      },
    ],
  });
}
