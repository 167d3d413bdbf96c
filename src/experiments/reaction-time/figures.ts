import type { Figure } from '../../charts/figure';
import { linePanels, type PanelLine } from '../../charts/line-panels';
import { mean } from '../../statistics/mean';
import { estimateAt } from '../measures/rows';
import type { Measured } from '../study';
import {
  type ReactionNetwork,
  type ReactionRow,
  reactionNetworks,
  reactionsWithin,
  type Trials,
  trialsUnder,
  wrongAnswers,
} from './rows';
import { type ReactionShown, reactionTimeFigures, type TrialSet } from './time-figures';

/** What it is called when conditions are taken together. */
export const ALL_CONDITIONS = 'all conditions';

const BANDS = 'Bands: 95\u00a0% intervals over networks and images.';
/** Millions of multiply-adds that the axis of computation names. */
const ROUND = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const Y = { label: 'error, %' };

/** Accuracy against time and computation, and what takes how long. */
export async function* reactionFigures(
  measured: readonly Measured<ReactionRow>[],
  about: ReactionShown,
): AsyncGenerator<Figure> {
  const networks = reactionNetworks(measured);
  const { conditions } = about;
  const [easy = ''] = conditions;
  const sets = [
    { title: easy, trials: trialsUnder(easy) },
    { title: ALL_CONDITIONS, trials: trialsUnder(...conditions) },
  ];
  yield accuracyFigure(networks, sets, about);
  yield computationFigure(networks, sets, about);
  yield* reactionTimeFigures(networks, sets, about);
}

type Networks = readonly ReactionNetwork[];

/** What was seen, in a caption's words. */
function ofConditions({ shown, conditions }: ReactionShown): string {
  return `${shown}, conditions: ${conditions.join(', ')}.`;
}

function accuracyFigure(
  networks: Networks,
  sets: readonly TrialSet[],
  about: ReactionShown,
): Promise<Figure> {
  const { steps, seed } = about;
  return linePanels({
    name: 'speed-and-accuracy',
    title: 'Error against the time that is taken',
    caption: `${ofConditions(about)} “When sure”: it answers as soon as the accumulated goodness of one label leads by a threshold, which is chosen for each mean number of steps without a look at the labels. ${BANDS}`,
    x: { label: 'mean steps to the answer' },
    y: Y,
    charts: sets.map(({ title, trials }) => ({
      ...{ title, y: Y },
      lines: tradeOff({ ...{ networks, steps, seed }, trials, costOf: (_, step) => step }),
    })),
  });
}

function computationFigure(
  networks: Networks,
  sets: readonly TrialSet[],
  about: ReactionShown,
): Promise<Figure> {
  const { steps, seed } = about;
  const [least, most] = costRange(networks, steps);
  return linePanels({
    name: 'error-by-computation',
    title: 'Error against computation',
    caption: `${ofConditions(about)} Multiply-adds of the matrix products that an image takes until it is answered; the axis goes by their logarithm. One pass: the readout of the same networks. Backpropagation and label-in-image: networks of as many units and the same seeds; the latter passes once for each label. ${BANDS}`,
    x: {
      label: 'millions of multiply-adds an image',
      ticks: ROUND.filter((millions) => millions >= least && millions <= most).map(Math.log10),
      tickFormat: (power) => String(Number((10 ** power).toPrecision(3))),
    },
    y: Y,
    charts: sets.map(({ title, trials }) => ({
      ...{ title, y: Y },
      lines: [
        ...tradeOff({
          ...{ networks, steps, seed },
          trials,
          costOf: ({ costs }, step) => costs.until(step),
        }),
        ...Object.keys(networks[0]?.costs.atOnce ?? {}).map((by): PanelLine => {
          const known = networks.filter(({ costs }) => by in costs.atOnce);
          const [first] = known.map(({ costs }) => costs.atOnce[by] as number);
          const wrong = known.map((one) => wrongAnswers(trials(one), ({ atOnce }) => atOnce[by]));
          return { text: by, points: [estimateAt(first as number, wrong, seed)] };
        }),
      ].map(byTenfold),
    })),
  });
}

/** The least and the most that any answer costs, in millions. */
function costRange(networks: Networks, steps: number): [number, number] {
  const costs = networks.flatMap(({ costs: { atOnce, until } }) => [
    ...Object.values(atOnce),
    ...[1, steps].map(until),
  ]);
  return [Math.min(...costs), Math.max(...costs)];
}

/** The line over the logarithm of x, for an axis by powers of ten. */
function byTenfold({ text, points }: PanelLine): PanelLine {
  return { text, points: points.map((point) => ({ ...point, x: Math.log10(point.x) })) };
}

/** What is traded for accuracy. */
interface TradeOff {
  readonly networks: readonly ReactionNetwork[];
  readonly trials: Trials;
  /** What an answer after so many steps costs. */
  readonly costOf: (network: ReactionNetwork, step: number) => number;
  readonly steps: number;
  readonly seed: number;
}

/** Error, in per cent, against the mean cost, of stopping when sure and of stopping at a fixed time. */
function tradeOff({ networks, trials, costOf, steps, seed }: TradeOff): PanelLine[] {
  const sure = meanSteps(steps).map((target) => {
    const each = networks.map((network) => {
      const some = trials(network);
      const reactions = reactionsWithin(some, target);
      return {
        cost: mean(reactions.map(({ step }) => costOf(network, step))),
        wrong: wrongAnswers(some, (_, at) => reactions[at]?.answer),
      };
    });
    const cost = mean(each.map((one) => one.cost));
    return estimateAt(
      cost,
      each.map(({ wrong }) => wrong),
      seed,
    );
  });
  const fixed = Array.from({ length: steps }, (_, before) =>
    estimateAt(
      mean(networks.map((network) => costOf(network, before + 1))),
      networks.map((network) => wrongAnswers(trials(network), ({ answers }) => answers[before])),
      seed,
    ),
  );
  return [
    { text: 'when sure', points: sure },
    { text: 'at a fixed time', points: fixed },
  ];
}

/** Mean numbers of steps that are asked for: every half up to 4, every second from there on. */
function meanSteps(steps: number): number[] {
  return Array.from({ length: 2 * steps - 1 }, (_, half) => 1 + half / 2).filter(
    (target) => target <= 4 || target % 2 === 0,
  );
}
