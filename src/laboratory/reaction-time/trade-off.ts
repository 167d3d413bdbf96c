import type { PanelLine } from '../../exhibits/line-panels';
import { mean } from '../../statistics/mean';
import { estimateAt } from '../measures/estimate-at';
import {
  type ReactionNetwork,
  reactionsWithin,
  type Trials,
  wrongAnswers,
} from './reaction-network';

/** What is traded for accuracy. */
export interface TradeOff {
  readonly networks: readonly ReactionNetwork[];
  readonly trials: Trials;
  /** What an answer after so many steps costs. */
  readonly costOf: (network: ReactionNetwork, step: number) => number;
  readonly steps: number;
  readonly seed: number;
}

/** Error, in per cent, against the mean cost, of stopping when sure and of stopping at a fixed time. */
export function tradeOff({ networks, trials, costOf, steps, seed }: TradeOff): PanelLine[] {
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
