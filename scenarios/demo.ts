import { first, RECURRENT, sizesOf } from '../src';
import { judgeShipped } from '../src/experiments/demo/judge-shipped';
import { comparedRecurrent, compareNetworks, summaryTables } from '../src/public/comparison';
import {
  defineScenario,
  imagesOf,
  judge,
  learningOptions,
  recurrentPlan,
  showNetwork,
  showRecognition,
  splitOption,
  trainNetwork,
} from '../src/public/experiments';
import { CLEAN } from '../src/public/stimuli';
import { openInPython, tracedOf, traceNetwork, traceOptions } from '../src/public/traces';

/** Held-out images that the report shows the network’s answers to. */
const SHOWN_IMAGES = 2000;
/** Test images that a shipped network recognises for comparison. */
const SHIPPED_IMAGES = 1000;
const SHIPPED = `For comparison: the shipped network of 500 + 500 units, which learnt from all training images of MNIST, on ${SHIPPED_IMAGES} test images`;

export default defineScenario({
  name: 'demo',
  shows:
    'Trains a small network, compares top-down with feed-forward recognition, and records the activity of its units, all in about a minute.',
  kind: 'tool',
  options: {
    ...traceOptions,
    ...learningOptions,
    hidden: learningOptions.hidden.default([300, 300]),
    epochs: learningOptions.epochs.default(5),
    split: splitOption,
  },
  examples: ['--data-set drawn-digits', '--hidden 300,300 --train 20000 --epochs 5'],
  async run(experiment) {
    const { options, say } = experiment;
    const images = await imagesOf(experiment, { ...options, most: 10_000, orDrawnDigits: true });
    const { architecture, settings: asked } = recurrentPlan(experiment, images);
    tracedOf(options, images.held, { sizes: sizesOf(architecture), steps: asked.steps }); // before anything is trained
    say(`\n1. Training ${options.hidden.join(' + ')} units on ${images.training.count} images`);
    const trained = await trainNetwork(experiment, images);
    const { network, settings, summary } = trained;
    const readable = comparedRecurrent(trained);
    try {
      say(
        `\nGoodness per unit of the first held-out image, under each label at each step, and over the window:`,
      );
      say(showRecognition(network, images.held, 0, settings));
      say('\n2. Comparing readings of the network');
      const comparison = await compareNetworks(experiment, [readable], [CLEAN], images.held);
      say(summaryTables(comparison, comparison.costs));
      const shipped = await judgeShipped(experiment, SHIPPED_IMAGES);
      if (shipped) say(`${SHIPPED}: ${shipped.goodness?.toFixed(1)} % wrong by goodness`);
      say('\n3. Recording the activity of its units');
      const trace = await traceNetwork(experiment, options, trained, images.held);
      say(`In Python:\n  ${openInPython.trace(trace.folder)}`);
      const seen = first(images.held, Math.min(SHOWN_IMAGES, images.held.count));
      const evaluation = await judge(experiment, network, seen, settings);
      await showNetwork(experiment, { system: RECURRENT, network, settings, evaluation }, seen);
      return { training: summary, comparison, shipped, trace };
    } finally {
      readable.dispose();
    }
  },
});
