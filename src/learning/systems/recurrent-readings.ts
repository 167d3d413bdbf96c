import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { comesDown, withoutTopDown } from '../../network/variants';
import { OWN_BELIEF } from '../../perception/belief';
import { winnersAmongBelieved } from '../../perception/believed-labels';
import { unlabelledFrame } from '../../perception/frame';
import {
  beliefMultiplyAdds,
  passMultiplyAdds,
  perceptionMultiplyAdds,
} from '../../perception/multiply-adds';
import { beliefOverTime } from '../../perception/own-belief';
import {
  dynamicsOf,
  type PerceptionSettings,
  type Prefers,
} from '../../perception/perception-settings';
import { readoutLogits } from '../../perception/readout';
import { accumulate, winners, winnersAmong } from '../../perception/recognise';
import { recogniseWith } from '../../perception/recognise-with';
import { bottomUpPass } from '../../perception/step';
import { onePassMultiplyAdds, type Reading } from '../reading';

/** What decides how a recurrent network's goodness is read. */
export interface Preference {
  /** Which label is the answer: that with the most goodness, or the least. */
  readonly prefers: Prefers;
  /** What the names of its readings begin with; nothing for the paper's network. */
  readonly readAs?: string;
}

/** What the reading is called that tries so many labels only. */
export function readingAmong(labels: number | 'believed'): string {
  return `top-down-of-${labels}`;
}

/**
 * The ways in which a recurrent network is read:
 * - by the goodness of each label over the window;
 * - the same of the `among` labels that the readout finds best, if that is asked for, and there are more;
 * - by goodness, without the top-down connections between hidden layers, where there are any; the label
 *   still drives the highest layer;
 * - by the goodness of the first step, where all layers move at once: the label has reached the highest
 *   layer, and nothing of it has come down;
 * - by what it believes when its own belief has stood at the top for as long as the window, where all
 *   layers move at once;
 * - by the goodness of the labels that the readout of one pass believes, where it believes several;
 * - by the readout of one pass.
 */
export function recurrentReadings(
  network: Network,
  perception: PerceptionSettings,
  { prefers, readAs }: Preference,
  among: number | undefined,
): readonly Reading[] {
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const dynamics = dynamicsOf(perception);
  const byGoodness = (
    read: Network,
    { first, last } = perception.window,
  ): Pick<Reading, 'answer' | 'multiplyAdds'> => ({
    multiplyAdds: perceptionMultiplyAdds(
      read.architecture,
      { images: 1, hypotheses: classes, steps: last },
      dynamics.schedule,
    ),
    answer(pixels) {
      const recognition = recogniseWith(read, pixels, { ...perception, steps: last, prefers });
      return winners(accumulate(recognition, { first, last }), classes);
    },
  });
  const ofBest = (best: number): Reading => ({
    name: readingAmong(best),
    about: `recurrent: goodness of the readout’s best ${best} labels`,
    multiplyAdds:
      perceptionMultiplyAdds(
        architecture,
        { images: 1, hypotheses: best, steps: perception.window.last },
        dynamics.schedule,
      ) +
      onePassMultiplyAdds(architecture) -
      passMultiplyAdds(architecture),
    answer: (pixels) => winnersAmong(best, network, pixels, perception.window, dynamics),
  });
  const firstStep: Reading = {
    name: 'first-step',
    about: 'recurrent, after its first step',
    ...byGoodness(network, { first: 1, last: 1 }),
  };
  const oneHypothesis = perceptionMultiplyAdds(
    architecture,
    { images: 1, hypotheses: 1, steps: perception.window.last },
    dynamics.schedule,
  );
  const ownBelief: Reading = {
    name: 'own-belief',
    about: 'recurrent: its own belief at the top',
    multiplyAdds: beliefMultiplyAdds(architecture, perception.window.last),
    answer(pixels) {
      const believing = { ...dynamics, belief: OWN_BELIEF };
      const steps = beliefOverTime(network, pixels, perception.window.last, believing);
      return winners(steps.at(-1) as Float32Array, classes);
    },
  };
  const ofBelieved: Reading = {
    name: readingAmong('believed'),
    about: 'recurrent: goodness of the labels that the readout believes',
    multiplyAdds: onePassMultiplyAdds(architecture),
    answer(pixels, spend) {
      const { answers, tried } = winnersAmongBelieved(network, pixels, perception.window, dynamics);
      spend?.(tried * (oneHypothesis - passMultiplyAdds(architecture)));
      return answers;
    },
  };
  const silenced: Reading = {
    name: 'bottom-up-only',
    about: 'recurrent, top-down weights silenced',
    ...byGoodness(withoutTopDown(network)),
  };
  const all: readonly Reading[] = [
    { name: 'top-down', about: 'recurrent: goodness of each label', ...byGoodness(network) },
    ...(among !== undefined && prefers === 'most' && among < classes ? [ofBest(among)] : []),
    ...(comesDown(architecture) ? [silenced] : []),
    ...(perception.schedule === 'synchronous' ? [firstStep] : []),
    ...(prefers === 'most' && perception.schedule === 'synchronous' ? [ownBelief] : []),
    ...(prefers === 'most' ? [ofBelieved] : []),
    {
      name: 'one-pass',
      about: 'recurrent: softmax on one pass',
      multiplyAdds: onePassMultiplyAdds(architecture),
      answer: (pixels) =>
        tidy(() => {
          const seen = bottomUpPass(network, unlabelledFrame(network, pixels));
          return winners(readoutLogits(network, seen).dataSync<'float32'>(), classes);
        }),
    },
  ];
  if (readAs === undefined) return all;
  return all.map((one) => ({
    ...one,
    name: `${readAs}-${one.name}`,
    about: one.about.replace('recurrent', `recurrent, ${readAs}`),
  }));
}
