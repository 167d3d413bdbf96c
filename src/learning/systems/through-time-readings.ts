import { sizesOf } from '../../network/architecture';
import { type Network, unitsRead } from '../../network/network';
import { comesDown, withoutTopDown } from '../../network/variants';
import { perceptionMultiplyAdds } from '../../perception/multiply-adds';
import { dynamicsOf } from '../../perception/perception-settings';
import { accumulate, winners } from '../../perception/recognise';
import { onePassReading, type Reading } from '../reading';
import type { LearningSettings } from '../settings';
import { recogniseThroughTime } from './through-time-recognition';

/**
 * The ways in which a network that learnt through time is read:
 * - by the softmax over the window;
 * - the same without the top-down connections, where there are any;
 * - by the softmax on one pass. (One step in, the highest layer is as after that pass: no other reading.)
 */
export function throughTimeReadings(
  network: Network,
  settings: LearningSettings,
): readonly Reading[] {
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const { window } = settings;
  const { schedule } = dynamicsOf(settings);
  const overWindow = (read: Network): Pick<Reading, 'answer' | 'multiplyAdds'> => ({
    multiplyAdds:
      perceptionMultiplyAdds(
        read.architecture,
        { images: 1, hypotheses: 1, steps: window.last },
        schedule,
      ) +
      (window.last - window.first + 1) * unitsRead(architecture) * classes,
    answer: (pixels) => {
      const seen = recogniseThroughTime(read, pixels, { ...settings, steps: window.last });
      return winners(accumulate(seen, window), classes);
    },
  });
  const silenced: Reading = {
    name: 'through-time-bottom-up-only',
    about: 'through time, top-down weights silenced',
    ...overWindow(withoutTopDown(network)),
  };
  return [
    {
      name: 'through-time-top-down',
      about: 'through time: softmax over the window',
      ...overWindow(network),
    },
    ...(comesDown(architecture) ? [silenced] : []),
    onePassReading(
      { name: 'through-time-one-pass', about: 'through time: softmax on one pass' },
      network,
      (pixels) => recogniseThroughTime(network, pixels, { ...settings, steps: 0 }),
    ),
  ];
}
