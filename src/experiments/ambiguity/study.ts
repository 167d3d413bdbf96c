import { z } from 'zod';
import { drawnMorphs, evenShares, realMorphs } from '../../images/stimuli/ambiguous';
import { InputError } from '../../input/errors';
import { dynamicsOf } from '../../perception/perception-settings';
import { recognise } from '../../perception/recognise';
import { itemTable } from '../measures/rows';
import { studyScenario } from '../study-scenario';
import { besideOption, checkBeside, eachFeedforward } from '../watching/feedforward-systems';
import {
  BY_GOODNESS,
  BY_ONE_PASS,
  byStep,
  feedforwardFrameScores,
  morphFrames,
  recurrentFrameScores,
} from '../watching/frame-scores';
import { recogniseFrames } from '../watching/recognise-images';
import { ambiguityFigures } from './figures';
import { ambiguityRows, ofReading, pairRows } from './measure';

/** A reading that should be sharper than another, and how that is said. */
const SHARPER = [
  [BY_GOODNESS, BY_ONE_PASS, 'by goodness it flips more sharply than by one pass'],
  [BY_GOODNESS, 'backpropagation', 'by goodness it flips more sharply than backpropagation'],
  [BY_GOODNESS, 'label-in-image', 'by goodness it flips more sharply than label in the image'],
  [byStep(8), byStep(1), 'at step 8 it flips more sharply than at step 1'],
] as const;

export const AMBIGUITY = studyScenario({
  name: 'ambiguity',
  question:
    'Between two digits, does top-down recognition take sides more sharply than one pass does?',
  hypothesis:
    'By goodness, perception flips from one label to the other on a shorter stretch of the way than by the readings of a single pass, and on a shorter one as the network settles, because what is expected under a label feeds itself; and a third label is said less often.',
  options: {
    pairs: z
      .int()
      .min(1)
      .default(25)
      .describe('pairs of 3–8, 4–9, 1–7 and 5–6 each, the most alike'),
    shares: z
      .int()
      .min(9)
      .max(1001)
      .default(21)
      .describe('images on the way from one digit to the other'),
    beside: besideOption,
  },
  images: 1000,
  examples: ['--pairs 50', '--shares 41'],
  look: (images, experiment) => checkBeside(images, experiment),
  async measure({ network, settings, seed }, images, experiment) {
    const { pairs, shares: count } = experiment.options;
    const real = realMorphs(images, pairs);
    if (real.length === 0)
      throw new InputError(`no two of ${images.count} images can be morphed: take more of them`);
    // Fewer images are for a quick look: as many drawn pairs as there would be real ones.
    const drawn = drawnMorphs(Math.min(pairs, Math.ceil(images.count / 10)), experiment.seed);
    const items = [...real, ...drawn];
    const shares = evenShares(count);
    const { frames } = morphFrames(items, shares);
    const dynamics = dynamicsOf(settings);
    const seen = await recogniseFrames(
      experiment,
      (pixels) => recognise(network, pixels, settings.steps, dynamics),
      frames,
      items.length,
    );
    const scores = new Map(recurrentFrameScores(seen, settings.window));
    await eachFeedforward(seed, images, experiment, async ({ system, recogniser }) => {
      const answers = await recogniseFrames(experiment, recogniser, frames, items.length);
      scores.set(system, feedforwardFrameScores(answers));
    });
    return ambiguityRows(scores, items, shares);
  },
  claims(measured) {
    const [real, drawn] = [pairRows(measured, 'real'), pairRows(measured, 'drawn')];
    const sharper = [real, drawn].flatMap((pairs, at) =>
      SHARPER.map(([reading, than, claim]) => ({
        claim: `${at === 0 ? 'real' : 'drawn'} digits: ${claim}`,
        measure: 'difference in the width of the flip, share of the way',
        values: itemTable(
          pairs,
          (rows) => ofReading(rows, reading, 'width') - ofReading(rows, than, 'width'),
        ),
      })),
    );
    const third = {
      claim: 'real digits: by goodness a third label is said less often than by one pass',
      measure: 'difference, % of the way',
      values: itemTable(
        real,
        (rows) =>
          100 * (ofReading(rows, BY_GOODNESS, 'third') - ofReading(rows, BY_ONE_PASS, 'third')),
      ),
    };
    return [...sharper, third].map((one) => ({ ...one, expected: 'below' }));
  },
  figures: (measured, images, { options, seed }) =>
    ambiguityFigures(measured, { images, shares: options.shares, seed }),
});
