import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { mean } from '../../statistics/mean';
import { estimateLine } from '../measures/estimates';
import { OVER_IMAGES, type ReactionDrawing, range, reactionDrawing, Y } from './drawing';
import { ranks, react } from './reaction';
import { type ReactionTrial, reactionsWithin, type Trials, trialsUnder } from './rows';
import { accuracyFigure, computationFigure } from './trade-off-figures';

/** Leads that are drawn as thresholds. */
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const TENTHS = 10;

/** Accuracy against time and computation, and what takes how long. */
export async function* reactionFigures(
  ...given: Parameters<typeof reactionDrawing>
): AsyncGenerator<Figure> {
  const drawing = reactionDrawing(...given);
  yield accuracyFigure(drawing);
  yield computationFigure(drawing);
  yield conditionFigure(drawing);
  yield answersFigure(drawing);
  yield confidenceFigure(drawing);
}

function conditionFigure({ networks, shown, steps, conditions }: ReactionDrawing): Promise<Figure> {
  const byThreshold = (numberOf: (trial: ReactionTrial, threshold: number) => number) =>
    conditions.map((condition) => {
      const each = networks.map(trialsUnder(condition));
      const tableAt = (threshold: number) =>
        each.map((trials) => trials.map((trial) => numberOf(trial, threshold)));
      return estimateLine(condition, THRESHOLDS, tableAt);
    });
  const wrong = (trial: ReactionTrial, threshold: number) =>
    react(trial, threshold).answer === trial.label ? 0 : 100;
  return linePanels({
    name: 'steps-by-condition',
    title: 'Time and error by threshold',
    caption: `${shown}, under each condition. The lead is in goodness per unit, summed over layers and steps; where it is not reached by step ${steps}, the network answers there. ${OVER_IMAGES}`,
    x: { label: 'lead at which the network answers, goodness per unit' },
    y: { label: '' },
    charts: [
      {
        ...{ title: 'time', y: { label: 'mean steps' } },
        lines: byThreshold((trial, threshold) => react(trial, threshold).step),
      },
      { title: 'error', y: Y, lines: byThreshold(wrong) },
    ],
  });
}

/** At which threshold answers are given, in a caption's words. */
function inTime(time: number): string {
  return `with the threshold that gives ${time} steps on average`;
}

/** When each network answers the trials of a set, how sure its readout is, and whether it is right. */
function reactions({ networks, time }: ReactionDrawing, trials: Trials) {
  return networks.map((network) => {
    const some = trials(network);
    return reactionsWithin(some, time).map(({ step, answer }, at) => {
      const { label, confidence } = some[at] as ReactionTrial;
      return { step, confidence, right: answer === label };
    });
  });
}

function answersFigure(drawing: ReactionDrawing): Promise<Figure> {
  const { sets, shown, steps, time } = drawing;
  const every = range(steps);
  return linePanels({
    name: 'reaction-times',
    title: 'When right and wrong answers are given',
    caption: `${shown}; ${inTime(time)}. The fraction of all right answers, and of all wrong ones, given after each step; images without an answer by step ${steps} are answered there.`,
    x: { label: 'step of the answer', ticks: every },
    y: { label: 'answers, %' },
    charts: sets.map(({ title, trials }) => {
      const all = reactions(drawing, trials).flat();
      const share = (isRight: boolean) => {
        const some = all.filter(({ right }) => right === isRight);
        const at = (x: number) => some.filter(({ step }) => step === x).length;
        return every.map((x) => ({ x, y: (100 * at(x)) / Math.max(1, some.length) }));
      };
      return {
        title,
        lines: [
          { text: 'right answers', points: share(true) },
          { text: 'wrong answers', points: share(false) },
        ],
      };
    }),
  });
}

function confidenceFigure(drawing: ReactionDrawing): Promise<Figure> {
  const { sets, shown, time } = drawing;
  return linePanels({
    name: 'steps-by-confidence',
    title: 'Steps to the answer, by the confidence of the one-pass readout',
    caption: `${shown}; ${inTime(time)}. For each network, images in tenths by the softmax probability of the readout’s answer: the readout is least sure of the first tenth. Mean over images and networks.`,
    x: { label: 'tenth of the images, from the least sure', ticks: range(TENTHS) },
    y: { label: 'mean steps' },
    charts: [
      {
        lines: sets.map(({ title, trials }) => {
          const placed = reactions(drawing, trials).flatMap((some) => {
            const rank = ranks(some.map(({ confidence }) => confidence));
            return some.map(({ step }, at) => ({ step, tenth: tenthOf(rank[at], some.length) }));
          });
          const points = range(TENTHS).flatMap((x) => {
            const here = placed.filter(({ tenth }) => tenth === x).map(({ step }) => step);
            return here.length > 0 ? [{ x, y: mean(here) }] : [];
          });
          return { text: title, points };
        }),
      },
    ],
  });
}

function tenthOf(rank: number | undefined, count: number): number {
  return 1 + Math.floor((TENTHS * (rank ?? 0)) / count);
}
