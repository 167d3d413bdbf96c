import {
  compare,
  comparisonTable,
  defineScenario,
  imagesOf,
  judge,
  learningOptions,
  networkOption,
  networkOrTrain,
  splitOption,
} from '../src';

export default defineScenario({
  name: 'compare-topdown-feedforward',
  shows:
    'Reads one network in three ways on the same images: top-down (the goodness of each label), feed-forward (one pass and a softmax), and with its top-down weights silenced.',
  options: { network: networkOption, ...learningOptions, split: splitOption },
  examples: [
    '--network runs/recurrent-mnist/2026-11-24T03-17-13-17',
    '--hidden 300,300 --train 20000 --epochs 5 --json',
  ],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const { network, settings, origin } = await networkOrTrain(experiment, images);
    const comparison = await compare(network, (one) =>
      judge(experiment, one, images.held, settings),
    );
    experiment.say(comparisonTable(comparison));
    return { network: origin, comparison };
  },
});
