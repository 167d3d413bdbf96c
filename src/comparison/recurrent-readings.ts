import { tidy } from '../engine/tidy';
import type { LearningSettings } from '../learning/settings';
import type { Network } from '../network/network';
import { silenceTopDown } from '../network/silence-top-down';
import { unitsRead } from '../network/sizes';
import { frame, noLabel } from '../perception/frame';
import { passMultiplyAdds, watchingMultiplyAdds } from '../perception/multiply-adds';
import { readoutLogits } from '../perception/readout';
import { accumulate, recognise, winners } from '../perception/recognise';
import { bottomUpPass } from '../perception/step';
import { dynamicsOf } from '../perception/watching';
import type { Reading } from './reading';

/**
 * A recurrent network, read in four ways: by the goodness of each label over the window; so with its
 * top-down weights between hidden layers silenced, where the label still drives the highest layer;
 * by the goodness of the first step, when the label has reached the highest layer and nothing of it
 * has come down (where all layers move at once; else this reading is left out); and by the readout of
 * one pass.
 */
export function recurrentReadings(
  network: Network,
  settings: LearningSettings,
): { readonly readings: readonly Reading[]; readonly dispose: () => void } {
  const { sizes } = network;
  const { seed, window } = settings;
  const silenced = silenceTopDown(network);
  const dynamics = dynamicsOf(settings);
  const pass = passMultiplyAdds(sizes);
  const trying = (steps: number) =>
    watchingMultiplyAdds(sizes, { images: 1, hypotheses: sizes.classes, steps }, dynamics.schedule);
  const byGoodness = (
    read: Network,
    { first, last } = window,
  ): Pick<Reading, 'answer' | 'multiplyAdds'> => ({
    multiplyAdds: trying(last),
    answer(pixels) {
      const recognition = recognise(read, pixels, last, dynamics);
      return winners(accumulate(recognition, { first, last }), sizes.classes);
    },
  });
  const firstStep: Reading = {
    name: 'first-step',
    about: 'recurrent, after its first step',
    seed,
    ...byGoodness(network, { first: 1, last: 1 }),
  };
  const readings: readonly Reading[] = [
    {
      name: 'top-down',
      about: 'recurrent: goodness of each label',
      seed,
      ...byGoodness(network),
    },
    {
      name: 'bottom-up-only',
      about: 'recurrent, top-down weights silenced',
      seed,
      ...byGoodness(silenced.network),
    },
    ...(settings.schedule === 'synchronous' ? [firstStep] : []),
    {
      name: 'one-pass',
      about: 'recurrent: softmax on one pass',
      seed,
      multiplyAdds: pass + unitsRead(sizes) * sizes.classes,
      answer: (pixels) =>
        tidy(() => {
          const seen = bottomUpPass(network, frame(pixels, noLabel(sizes.classes, 'silent')));
          return winners(readoutLogits(network, seen).dataSync<'float32'>(), sizes.classes);
        }),
    },
  ];
  return { readings, dispose: silenced.dispose };
}
