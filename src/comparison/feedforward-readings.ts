import { LABEL_IN_IMAGE, labelGoodness, neutralLogits } from '../feedforward/label-in-image';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { FeedforwardNetwork } from '../network/network';
import { unitsRead } from '../network/sizes';
import { passMultiplyAdds } from '../perception/multiply-adds';
import { winners } from '../perception/recognise';
import type { Reading } from './reading';

/** A feed-forward network's ways of recognising: two where labels are tried, else its readout. */
export function feedforwardReadings<S extends CommonSettings>(
  system: System<FeedforwardNetwork, S>,
  network: FeedforwardNetwork,
  settings: S,
): readonly Reading[] {
  const { sizes } = network;
  const { classes } = sizes;
  const pass = passMultiplyAdds(sizes);
  const softmax = pass + unitsRead(sizes) * classes;
  const common = { seed: settings.seed };
  if (system.name !== LABEL_IN_IMAGE.name)
    return [
      {
        ...common,
        name: system.name,
        about: `feed-forward: ${system.answers.readout}`,
        multiplyAdds: softmax,
        answer: (pixels) => winners(system.recognise(network, pixels, settings).logits, classes),
      },
    ];
  return [
    {
      ...common,
      name: 'label-in-image',
      about: 'feed-forward: goodness of each label',
      multiplyAdds: classes * pass,
      answer: (pixels) => winners(labelGoodness(network, pixels), classes),
    },
    {
      ...common,
      name: 'label-in-image-one-pass',
      about: 'feed-forward: softmax on one pass',
      multiplyAdds: softmax,
      answer: (pixels) => winners(neutralLogits(network, pixels), classes),
    },
  ];
}
