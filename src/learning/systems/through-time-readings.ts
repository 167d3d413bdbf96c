import { sizesOf } from '../../network/architecture';
import { type Network, unitsRead } from '../../network/network';
import { perceptionMultiplyAdds } from '../../perception/multiply-adds';
import { dynamicsOf } from '../../perception/perception-settings';
import { accumulate, winners } from '../../perception/recognise';
import { onePassReading, type Reading } from '../reading';
import type { LearningSettings } from '../settings';
import { recogniseThroughTime } from './through-time-recognition';

/**
 * The ways in which a network that learnt through time is read: by the softmax over the window, and by the
 * softmax on one pass. One without its top-down connections would say what one pass says: where no label and
 * nothing else comes down, that pass is where the network stays.
 */
export function throughTimeReadings(
  network: Network,
  settings: LearningSettings,
): readonly Reading[] {
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const { first, last } = settings.window;
  const { schedule } = dynamicsOf(settings);
  const watched = { images: 1, hypotheses: 1, steps: last };
  return [
    {
      name: 'through-time-top-down',
      about: 'through time: softmax over the window',
      multiplyAdds:
        perceptionMultiplyAdds(architecture, watched, schedule) +
        (last - first + 1) * unitsRead(architecture) * classes,
      answer: (pixels) => {
        const seen = recogniseThroughTime(network, pixels, { ...settings, steps: last });
        return winners(accumulate(seen, { first, last }), classes);
      },
    },
    onePassReading(
      { name: 'through-time-one-pass', about: 'through time: softmax on one pass' },
      network,
      (pixels) => recogniseThroughTime(network, pixels, { ...settings, steps: 0 }),
    ),
  ];
}
