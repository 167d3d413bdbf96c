import { claimsOf, errorClaims } from '../measures/claims';
import { seenInWords } from '../study';
import { studyScenario } from '../study-scenario';
import { besideOption, checkBeside, eachFeedforward } from '../watching/beside';
import { completionFigures } from './figures';
import { completionAnswers, measureCompletion } from './measure';
import { fitsBy, type Prediction, wrongBy } from './rows';

export const COMPLETION = studyScenario({
  name: 'completion',
  question: 'Does the network expect what is in a hidden half of the image?',
  hypothesis:
    'A label that fits brings down to layer 1 what its class looks like, including the hidden half. Under the true label, layer 1 expects more of what is hidden than after the bottom-up pass alone, and more than under wrong labels; under the winning label, which is mostly the true one, nearly as much. The mean image of the class predicts it better, since the network has not learnt to draw. With its expectations the network recognises more images than its readout of one pass does, though fewer than a network trained by backpropagation.',
  options: { beside: besideOption },
  images: 500,
  examples: ['--images 200 --beside backpropagation-300-300-seed-1'],
  look: (images, experiment) => checkBeside(images, experiment),
  async measure(subject, images, experiment, training) {
    const rows = await measureCompletion(subject, { images, training }, experiment);
    await eachFeedforward(subject, images, experiment, async (beside) => {
      rows.push(...(await completionAnswers(beside, images, experiment)));
    });
    return rows;
  },
  claims(measured) {
    const fit = claimsOf('difference in correlation with what is hidden');
    const error = errorClaims();
    return (['black', 'grey'] as const).flatMap((fill) => {
      const wrong = (reading: string) => wrongBy(measured, fill, reading);
      /** By how much one prediction fits better than another, image by image. */
      const better = (one: Prediction, other: Prediction) =>
        fitsBy(measured, fill, (row) => {
          const [better, worse] = [row[one], row[other]];
          return better === null || worse === null ? null : better - worse;
        });
      return [
        ...(
          [
            ['trueLabel', 'bottomUp', 'the true label fits better than the bottom-up pass'],
            [
              'trueLabel',
              'noLabel',
              'the true label fits better than no label after as many steps',
            ],
            ['trueLabel', 'wrongLabels', 'the true label fits better than wrong ones'],
            ['winningLabel', 'bottomUp', 'the winning label fits better than the bottom-up pass'],
            [
              'noLabel',
              'bottomUp',
              'after the window without a label, it fits better than the bottom-up pass',
            ],
          ] as const
        ).map(([one, other, claim]) => fit.above(`${fill}: ${claim}`, better(one, other))),
        fit.below(
          `${fill}: the true label fits less well than the mean image of its class`,
          better('trueLabel', 'trueMean'),
        ),
        error.below(
          `${fill}: top-down errs less than the readout of one pass`,
          wrong('top-down'),
          wrong('one-pass'),
        ),
        error.above(
          `${fill}: top-down errs more than backpropagation`,
          wrong('top-down'),
          wrong('backpropagation'),
        ),
      ];
    });
  },
  figures: (measured, images) =>
    completionFigures(measured, { images, shown: seenInWords(images, measured) }),
});
