import { sizesOf } from '../src';
import {
  defineScenario,
  imagesOf,
  judgedSplit,
  judgedSplitOption,
  learningOptions,
  networkOption,
  networkOrTrain,
  recurrentPlan,
  showWatched,
} from '../src/public/experiments';
import {
  openInPython,
  tracedImages,
  tracedOf,
  traceNetwork,
  traceOptions,
} from '../src/public/traces';

export default defineScenario({
  name: 'export-traces',
  shows:
    'Records the activity of each unit at each time step under each label, in a Zarr folder that xarray opens.',
  kind: 'tool',
  options: {
    network: networkOption,
    ...traceOptions,
    ...learningOptions,
    hidden: learningOptions.hidden.default([200, 200]),
    epochs: learningOptions.epochs.default(2),
    split: judgedSplitOption,
  },
  examples: [
    '--network latest --images 0-99',
    '--images 0-9 --hypotheses all --layers 2 --units 0-49 --at-steps 0-5 --variables activity,normalised,goodness',
  ],
  async run(given) {
    const { network } = given.options;
    const { experiment, why } = await judgedSplit(given, network === undefined ? [] : [network]);
    const { options, say } = experiment;
    const images = await imagesOf(experiment, { ...options, most: 10_000 });
    if (why !== '') say(why);
    if (network === undefined) {
      const { architecture, settings } = recurrentPlan(experiment, images);
      tracedOf(options, images.held, { sizes: sizesOf(architecture), steps: settings.steps }); // before it is trained
    }
    const subject = await networkOrTrain(experiment, images);
    const trace = await traceNetwork(experiment, options, subject, images.held);
    const watched = { network: subject.network, perception: subject.settings };
    await showWatched(experiment, watched, images.held, tracedImages(options, images.held));
    say(`In Python:\n  ${openInPython.trace(trace.folder)}`);
    return { network: subject.origin, trace };
  },
});
