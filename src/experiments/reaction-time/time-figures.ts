import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { estimateAt } from '../measures/rows';
import {
  type ReactionNetwork,
  type ReactionTrial,
  ranks,
  react,
  reactionsWithin,
  type Trials,
  trialsUnder,
} from './rows';

/** What the figures say of themselves. */
export interface ReactionShown {
  /** `500 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly steps: number;
  readonly conditions: readonly string[];
  readonly time: number;
  readonly seed: number;
}

/** Trials that a figure takes together. */
export interface TrialSet {
  readonly title: string;
  readonly trials: Trials;
}

/** Leads that are drawn as thresholds. */
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const TENTHS = 10;

type Networks = readonly ReactionNetwork[];

/** What takes how long: by condition, by whether the answer is right, by the confidence of one pass. */
export async function* reactionTimeFigures(
  networks: Networks,
  sets: readonly TrialSet[],
  about: ReactionShown,
): AsyncGenerator<Figure> {
  yield conditionFigure(networks, about);
  yield answersFigure(networks, sets, about);
  yield confidenceFigure(networks, sets, about);
}

function conditionFigure(
  networks: Networks,
  { shown, steps, conditions, seed }: ReactionShown,
): Promise<Figure> {
  const byThreshold = (numberOf: (trial: ReactionTrial, threshold: number) => number) =>
    conditions.map((condition) => ({
      text: condition,
      points: THRESHOLDS.map((threshold) => {
        const each = networks.map((network) =>
          trialsUnder(condition)(network).map((trial) => numberOf(trial, threshold)),
        );
        return estimateAt(threshold, each, seed);
      }),
    }));
  const wrong = (trial: ReactionTrial, threshold: number) =>
    react(trial, threshold).answer === trial.label ? 0 : 100;
  return linePanels({
    name: 'steps-by-condition',
    title: 'Time and error by the lead that is asked for',
    caption: `${shown}, under each condition. The lead is of goodness a unit, added over layers and steps; where it is not reached by step ${steps}, that step answers. Bands: 95\u00a0% intervals over networks and images.`,
    x: { label: 'lead at which it answers, goodness a unit' },
    y: { label: '' },
    charts: [
      {
        ...{ title: 'time', y: { label: 'mean steps' } },
        lines: byThreshold((trial, threshold) => react(trial, threshold).step),
      },
      { title: 'error', y: { label: 'error, %' }, lines: byThreshold(wrong) },
    ],
  });
}

/** At which threshold answers are given, in a caption's words. */
function inTime(time: number): string {
  return `the threshold is such that ${time} steps are taken in the mean`;
}

/** When each network answers the trials of a set, how sure its readout is, and whether it is right. */
function reactions(networks: Networks, { trials }: TrialSet, time: number) {
  return networks.map((network) => {
    const some = trials(network);
    return reactionsWithin(some, time).map(({ step, answer }, at) => {
      const { label, confidence } = some[at] as ReactionTrial;
      return { step, confidence, right: answer === label };
    });
  });
}

function answersFigure(
  networks: Networks,
  sets: readonly TrialSet[],
  { shown, steps, time }: ReactionShown,
): Promise<Figure> {
  const every = range(steps);
  return linePanels({
    name: 'reaction-times',
    title: 'When right answers and wrong ones are given',
    caption: `${shown}; ${inTime(time)}. Of all right answers, and of all wrong ones, the share that is given after each step; what is not answered by step ${steps} is answered there.`,
    x: { label: 'step of the answer', ticks: every },
    y: { label: 'share of the answers, %' },
    charts: sets.map((set) => {
      const all = reactions(networks, set, time).flat();
      const share = (isRight: boolean) => {
        const some = all.filter(({ right }) => right === isRight);
        const at = (x: number) => some.filter(({ step }) => step === x).length;
        return every.map((x) => ({ x, y: (100 * at(x)) / Math.max(1, some.length) }));
      };
      return {
        title: set.title,
        lines: [
          { text: 'right answers', points: share(true) },
          { text: 'wrong answers', points: share(false) },
        ],
      };
    }),
  });
}

function confidenceFigure(
  networks: Networks,
  sets: readonly TrialSet[],
  { shown, time }: ReactionShown,
): Promise<Figure> {
  return linePanels({
    name: 'steps-by-confidence',
    title: 'Steps to the answer, by how sure the readout of one pass is',
    caption: `${shown}; ${inTime(time)}. Images in tenths by the softmax of the readout’s answer, network by network: the first tenth are those that it is least sure of. Mean over images and networks.`,
    x: { label: 'tenth of the images, from the least sure', ticks: range(TENTHS) },
    y: { label: 'mean steps' },
    charts: [
      {
        lines: sets.map((set) => {
          const placed = reactions(networks, set, time).flatMap((some) => {
            const rank = ranks(some.map(({ confidence }) => confidence));
            return some.map(({ step }, at) => ({ step, tenth: tenthOf(rank[at], some.length) }));
          });
          const points = range(TENTHS).flatMap((x) => {
            const here = placed.filter(({ tenth }) => tenth === x);
            const sum = here.reduce((all, { step }) => all + step, 0);
            return here.length > 0 ? [{ x, y: sum / here.length }] : [];
          });
          return { text: set.title, points };
        }),
      },
    ],
  });
}

function tenthOf(rank: number | undefined, count: number): number {
  return 1 + Math.floor((TENTHS * (rank ?? 0)) / count);
}

function range(to: number): number[] {
  return Array.from({ length: to }, (_, before) => before + 1);
}
