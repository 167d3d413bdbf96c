import type { Figure } from '../../charts/figure';
import { type LinePanels, linePanels, type PanelLine } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { mean } from '../../statistics/mean';
import { estimateAt, estimateLine } from '../measures/estimates';
import { type AllMeasured, type Asked, seenInWords } from '../study';
import type { REACTION_OPTIONS } from './measure';
import { ranks, react } from './reaction';
import {
  type ReactionNetwork,
  type ReactionRow,
  type ReactionTrial,
  reactionNetworks,
  reactionsWithin,
  type Trials,
  trialsUnder,
  wrongAnswers,
} from './rows';

/** What it is called when conditions are taken together. */
export const ALL_CONDITIONS = 'all conditions';

const BANDS = 'Bands: 95\u00a0% intervals over networks and images.';
/** Millions of multiply-adds that the axis of computation names. */
const ROUND = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** Leads that are drawn as thresholds. */
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const TENTHS = 10;
const Y = { label: 'error, %' };

/** Accuracy against time and computation, and what takes how long. */
export async function* reactionFigures(
  ...given: Parameters<typeof drawingOf>
): AsyncGenerator<Figure> {
  const drawing = drawingOf(...given);
  yield accuracyFigure(drawing);
  yield computationFigure(drawing);
  yield conditionFigure(drawing);
  yield answersFigure(drawing);
  yield confidenceFigure(drawing);
}

type Drawing = ReturnType<typeof drawingOf>;

/** What is drawn, and the sets of trials that a chart takes together. */
function drawingOf(
  all: AllMeasured<ReactionRow>,
  images: LabelledImages,
  { options }: Asked<typeof REACTION_OPTIONS>,
) {
  const [easy = ''] = options.conditions;
  const sets = [
    { title: easy, trials: trialsUnder(easy) },
    { title: ALL_CONDITIONS, trials: trialsUnder(...options.conditions) },
  ];
  const shown = seenInWords(images, all);
  return { ...options, shown, networks: reactionNetworks(all), sets };
}

/** What was seen, in a caption's words. */
function ofConditions({ shown, conditions }: Drawing): string {
  return `${shown}, conditions: ${conditions.join(', ')}.`;
}

/** Errors of each set of trials, in a chart of its own. */
function errorPanels(
  { sets }: Drawing,
  given: Pick<LinePanels, 'name' | 'title' | 'caption' | 'x'>,
  linesOf: (trials: Trials) => PanelLine[],
): Promise<Figure> {
  const charts = sets.map(({ title, trials }) => ({ title, y: Y, lines: linesOf(trials) }));
  return linePanels({ ...given, y: Y, charts });
}

function accuracyFigure(drawing: Drawing): Promise<Figure> {
  const given = {
    name: 'speed-and-accuracy',
    title: 'Error by time to answer',
    caption: `${ofConditions(drawing)} “When sure”: the network answers as soon as the accumulated goodness of one label leads by a threshold, which is chosen to give each mean number of steps, without use of the true labels. ${BANDS}`,
    x: { label: 'mean steps to the answer' },
  };
  return errorPanels(drawing, given, (trials) => tradeOff(drawing, trials, (_, step) => step));
}

function computationFigure(drawing: Drawing): Promise<Figure> {
  const { networks } = drawing;
  const [least, most] = costRange(drawing);
  const given = {
    name: 'error-by-computation',
    title: 'Error by computation',
    caption: `${ofConditions(drawing)} Multiply-adds of the matrix products until an image is answered; the axis is logarithmic. One pass: the readout of the same networks. Backpropagation and label-in-image: networks of as many units and the same seeds; the latter takes one pass for each label. ${BANDS}`,
    x: {
      label: 'millions of multiply-adds per image',
      ticks: ROUND.filter((millions) => millions >= least && millions <= most).map(Math.log10),
      tickFormat: (power: number) => String(Number((10 ** power).toPrecision(3))),
    },
  };
  const byNetworksAtOnce = (trials: Trials) =>
    Object.keys(networks[0]?.costs.atOnce ?? {}).map((by): PanelLine => {
      const known = networks.filter(({ costs }) => by in costs.atOnce);
      const [first] = known.map(({ costs }) => costs.atOnce[by] as number);
      const wrong = known.map((one) => wrongAnswers(trials(one), ({ atOnce }) => atOnce[by]));
      return { text: by, points: [estimateAt(first as number, wrong)] };
    });
  return errorPanels(drawing, given, (trials) =>
    [
      ...tradeOff(drawing, trials, ({ costs }, step) => costs.until(step)),
      ...byNetworksAtOnce(trials),
    ].map(byTenfold),
  );
}

/** The least and the most that any answer costs, in millions. */
function costRange({ networks, steps }: Drawing): [number, number] {
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

/**
 * Error, in per cent, against the mean of what an answer after so many steps costs: of stopping when
 * sure and of stopping at a fixed time.
 */
function tradeOff(
  { networks, steps }: Drawing,
  trials: Trials,
  costOf: (network: ReactionNetwork, step: number) => number,
): PanelLine[] {
  const sure = meanSteps(steps).map((target) => {
    const reactions = networks.map((network) => reactionsWithin(trials(network), target));
    const costs = networks.map((network, which) =>
      mean((reactions[which] ?? []).map(({ step }) => costOf(network, step))),
    );
    const wrong = networks.map((network, which) =>
      wrongAnswers(trials(network), (_, at) => reactions[which]?.[at]?.answer),
    );
    return estimateAt(mean(costs), wrong);
  });
  const fixed = range(steps).map((step) =>
    estimateAt(
      mean(networks.map((network) => costOf(network, step))),
      networks.map((network) => wrongAnswers(trials(network), ({ answers }) => answers[step - 1])),
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

function conditionFigure({ networks, shown, steps, conditions }: Drawing): Promise<Figure> {
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
    caption: `${shown}, under each condition. The lead is in goodness per unit, summed over layers and steps; where it is not reached by step ${steps}, the network answers there. ${BANDS}`,
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
function reactions({ networks, time }: Drawing, trials: Trials) {
  return networks.map((network) => {
    const some = trials(network);
    return reactionsWithin(some, time).map(({ step, answer }, at) => {
      const { label, confidence } = some[at] as ReactionTrial;
      return { step, confidence, right: answer === label };
    });
  });
}

function answersFigure(drawing: Drawing): Promise<Figure> {
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

function confidenceFigure(drawing: Drawing): Promise<Figure> {
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

function range(to: number): number[] {
  return Array.from({ length: to }, (_, before) => before + 1);
}
