import { tidy } from '../engine/tidy';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { comesDown, withoutTopDown } from '../network/without';
import { frame, noLabel } from '../perception/frame';
import { watchingMultiplyAdds } from '../perception/multiply-adds';
import { readoutLogits } from '../perception/readout';
import { accumulate, recognise, winners } from '../perception/recognise';
import { bottomUpPass } from '../perception/step';
import { dynamicsOf, type Watching } from '../perception/watching';
import { onePassMultiplyAdds, type Reading } from './reading';

/**
 * A recurrent network, read in four ways: by the goodness of each label over the window; so without its
 * top-down connections between hidden layers, where the label still drives the highest layer (where
 * there are none, this reading is left out); by the goodness of the first step, when the label has reached the highest layer and nothing of it has come
 * down (where all layers move at once; else this reading is left out); and by the readout of one pass.
 */
export function recurrentReadings(network: Network, watching: Watching): readonly Reading[] {
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const dynamics = dynamicsOf(watching);
  const byGoodness = (
    read: Network,
    { first, last } = watching.window,
  ): Pick<Reading, 'answer' | 'multiplyAdds'> => ({
    multiplyAdds: watchingMultiplyAdds(
      read.architecture,
      { images: 1, hypotheses: classes, steps: last },
      dynamics.schedule,
    ),
    answer(pixels) {
      const recognition = recognise(read, pixels, last, dynamics);
      return winners(accumulate(recognition, { first, last }), classes);
    },
  });
  const firstStep: Reading = {
    name: 'first-step',
    about: 'recurrent, after its first step',
    ...byGoodness(network, { first: 1, last: 1 }),
  };
  const silenced: Reading = {
    name: 'bottom-up-only',
    about: 'recurrent, top-down weights silenced',
    ...byGoodness(withoutTopDown(network)),
  };
  return [
    { name: 'top-down', about: 'recurrent: goodness of each label', ...byGoodness(network) },
    ...(comesDown(architecture) ? [silenced] : []),
    ...(watching.schedule === 'synchronous' ? [firstStep] : []),
    {
      name: 'one-pass',
      about: 'recurrent: softmax on one pass',
      multiplyAdds: onePassMultiplyAdds(architecture),
      answer: (pixels) =>
        tidy(() => {
          const seen = bottomUpPass(network, frame(pixels, noLabel(classes, 'silent')));
          return winners(readoutLogits(network, seen).dataSync<'float32'>(), classes);
        }),
    },
  ];
}
