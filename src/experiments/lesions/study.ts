import { z } from 'zod';
import { randomStream } from '../../engine/random';
import { CONDITIONS } from '../../images/stimuli/conditions';
import { distinctList } from '../../input/distinct-list';
import { errorClaims, ifApart } from '../measures/claims';
import { seenInWords } from '../study';
import { studyScenario } from '../study-scenario';
import { lesionFigures } from './figures';
import { lesionCost, lesionRows, sharesIn, targetsIn } from './measure';

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** With fewer images than this a share more says nothing. */
const MANY = 100;

export const LESIONS = studyScenario({
  name: 'lesions',
  question: 'How much of a network can be removed before it no longer recognises, and which part?',
  hypothesis:
    'Errors grow slowly with the fraction removed, because many units carry the same information. Connections from above matter less than as many from below, but they do matter, and more when the image is noisy, because what is seen is then uncertain and what is expected must help. When connections from below are removed, top-down recognition holds out longer than the readout of one pass, because the label still says what to look for.',
  options: {
    shares: distinctList(z.number().min(0).max(1), 1, 1000)
      .optional()
      .describe(
        `fractions to remove (default: 0 to 1 in tenths; with fewer than ${MANY} images: 0, a half, all)`,
      ),
    noise: z
      .number()
      .min(0)
      .max(2)
      .default(0.35)
      .describe('noise of the noisy images: standard deviation, as a fraction of full scale'),
    masks: z
      .int()
      .min(1)
      .max(1000)
      .default(3)
      .describe('random draws of what is removed, over which the error is averaged'),
  },
  images: 500,
  examples: ['--shares 0,0.25,0.5,0.75,1 --noise 0.2 --masks 1'],
  async measure(subject, images, experiment) {
    const { options, seed } = experiment;
    const shares = options.shares ?? (images.count < MANY ? [0, 0.5, 1] : SHARES);
    const gaussian = CONDITIONS.find(({ name }) => name === 'gaussian-noise');
    const noisy = gaussian?.apply(images, options.noise, seed) ?? images;
    const places = randomStream(seed, 'lesions', subject.seed);
    const seeds = Array.from({ length: options.masks }, () => places.integer(0, 2 ** 31 - 1));
    return lesionRows(subject, { clean: images, noisy }, { shares, seeds }, experiment);
  },
  claims(measured, { options: { noise } }) {
    const shares = sharesIn(measured);
    const middle = shares[Math.floor(shares.length / 2)] as number;
    const most = shares.at(-1) as number;
    if (most === 0) return []; // nothing was removed
    const above = targetsIn(measured, ['top-down']);
    const below = targetsIn(measured, ['bottom-up']);
    const cost = (
      target: string,
      { share = middle, condition = 'clean', rescaled = false } = {},
      reading?: 'readout',
    ) => lesionCost(measured, { target, share, condition, rescaled }, reading);
    const percent = (share: number) => `${Math.round(100 * share)} % removed`;
    const half = (target: string) => `${target}, ${percent(middle)}`;
    const error = errorClaims();
    return [
      ...targetsIn(measured, ['top-down', 'label']).map((target) =>
        error.above(`${half(target)}: the network errs more than the whole one`, cost(target)),
      ),
      ...above.flatMap((target) => [
        error.above(
          `${half(target)}, the rest rescaled: the network errs more than the whole one`,
          cost(target, { rescaled: true }),
        ),
        error.below(
          `${half(target)}: this costs less if the rest is rescaled`,
          cost(target, { rescaled: true }),
          cost(target),
        ),
      ]),
      ...above.flatMap((target) => {
        const whole = `${target}, ${percent(most)}`;
        const costAll = cost(target, { share: most });
        return [
          ...ifApart(
            middle,
            most,
            error.above(`${whole}: the network errs more than the whole one`, costAll),
            error.above(
              `${whole}: the network errs more than with ${percent(middle)}`,
              costAll,
              cost(target),
            ),
          ),
          ...[...new Set([middle, most])].flatMap((share) =>
            ifApart(
              noise,
              0,
              error.above(
                `${target}, ${percent(share)}: this costs more if the image is noisy`,
                cost(target, { share, condition: 'noisy' }),
                cost(target, { share }),
              ),
            ),
          ),
          ...below.map((other) =>
            error.below(
              `${half(target)}: this costs less than removing as large a fraction of ${other}`,
              cost(target),
              cost(other),
            ),
          ),
        ];
      }),
      ...targetsIn(measured, ['bottom-up', 'units']).map((target) =>
        error.below(
          `${half(target)}: recognition by goodness loses less than the readout of one pass`,
          cost(target),
          cost(target, {}, 'readout'),
        ),
      ),
    ];
  },
  figures: (measured, images, { options }) =>
    lesionFigures(
      measured,
      `${seenInWords(images, measured)}; noisy: Gaussian noise of ${options.noise} of full scale`,
    ),
});
