import { drawnMorphs, evenShares, morphFrame } from '../../images/stimuli/ambiguous';
import { dynamicsOf } from '../../perception/perception-settings';
import { recognise } from '../../perception/recognise';
import { checkLetters } from '../measures/answer-letters';
import { claimsOf } from '../measures/claims';
import { itemTable } from '../measures/rows';
import { studyScenario } from '../study-scenario';
import { besideOption, checkBeside, eachFeedforward } from '../watching/beside';
import {
  BY_GOODNESS,
  BY_ONE_PASS,
  byStep,
  feedforwardFrameScores,
  recurrentFrameScores,
} from '../watching/frame-scores';
import { morphFrames, morphOptions, pairsToMorph } from '../watching/morphs';
import { recogniseFrames } from '../watching/recognise-images';
import { ambiguityFigures } from './figures';
import { ambiguityRows, ofReading, pairRows, SOURCES } from './rows';

/** A reading that should be sharper than another, and how that is said. */
const SHARPER = [
  [BY_GOODNESS, BY_ONE_PASS, 'by goodness it flips more sharply than by one pass'],
  [BY_GOODNESS, 'backpropagation', 'by goodness it flips more sharply than backpropagation'],
  [BY_GOODNESS, 'label-in-image', 'by goodness it flips more sharply than label in the image'],
  [byStep(8), byStep(1), 'at step 8 it flips more sharply than at step 1'],
] as const;

export const AMBIGUITY = studyScenario({
  name: 'ambiguity',
  question: 'Between two digits, does top-down recognition flip more sharply than one pass?',
  hypothesis:
    'By goodness, perception flips from one label to the other over a narrower range of morph levels than by the readings of a single pass. The range narrows as the network settles, because what is expected under a label reinforces itself. A third label is given less often.',
  options: {
    ...morphOptions(25, 9),
    beside: besideOption,
  },
  images: 1000,
  examples: ['--pairs 50', '--shares 41'],
  look(images, experiment) {
    checkLetters(images);
    // Real digits and drawn ones must be of one size.
    morphFrame([...pairsToMorph(images, 1), ...drawnMorphs(1, experiment.seed)], 0);
    return checkBeside(images, experiment);
  },
  async measure(subject, images, experiment) {
    const { network, settings } = subject;
    const { pairs, shares: count } = experiment.options;
    const real = pairsToMorph(images, pairs);
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
    await eachFeedforward(subject, images, experiment, async ({ system, recogniser }) => {
      const answers = await recogniseFrames(experiment, recogniser, frames, items.length);
      scores.set(system, feedforwardFrameScores(answers));
    });
    return ambiguityRows(scores, items, shares);
  },
  claims(measured) {
    const width = claimsOf('difference in the width of the flip, in morph level');
    const third = claimsOf('difference, % of morph levels');
    return [
      ...SOURCES.flatMap((source) =>
        SHARPER.map(([reading, than, claim]) =>
          width.below(
            `${source} digits: ${claim}`,
            itemTable(
              pairRows(measured, source),
              (rows) => ofReading(rows, reading, 'width') - ofReading(rows, than, 'width'),
            ),
          ),
        ),
      ),
      third.below(
        'real digits: by goodness a third label is given less often than by one pass',
        itemTable(pairRows(measured, 'real'), (rows) => {
          const [goodness, pass] = [BY_GOODNESS, BY_ONE_PASS].map((reading) =>
            ofReading(rows, reading, 'third'),
          ) as [number, number];
          return 100 * (goodness - pass);
        }),
      ),
    ];
  },
  figures: (measured, images, { options, seed }) =>
    ambiguityFigures(measured, { images, shares: options.shares, seed }),
});
