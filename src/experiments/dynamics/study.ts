import { first } from '../../images/split';
import { InputError } from '../../input/errors';
import { sizesOf } from '../../network/architecture';
import { accumulate, winners } from '../../perception/recognise';
import { answerLetters, checkLetters } from '../measures/answer-letters';
import { claimsOf, errorClaims, errorClaimsOn, ifApart } from '../measures/claims';
import { numbersOf, rowsOfKind } from '../measures/rows';
import { studyScenario } from '../study-scenario';
import { stillVideo } from '../watching/watch-video';
import { dynamicsFigures } from './figures';
import { DYNAMICS_OPTIONS, LAST_STEPS, longCount, stillScores, windowErrors } from './measure';
import { type DynamicsRow, layerRows, restRows, waysIn, wrongImages } from './rows';
import { type Settling, settling } from './settling';
import { AS_TRAINED, dampingWay, moveBy, waysOfMoving } from './ways';

/** Images with one draw of asynchronous clocks. */
const CLOCK = 50;

export const DYNAMICS = studyScenario({
  name: 'dynamics',
  question:
    'How do damping, time, the order of updates and the first state affect a trained network?',
  hypothesis:
    'A network that learnt with damping 0.3 and 8 steps recognises best with these. More damping only makes it slower: given time, it errs no more. Without damping it does not come to rest, because layers that update at once swap their states to and fro. If layers take turns, or update at random times, it errs more, because it has not learnt with that. It soon forgets its first state.',
  options: DYNAMICS_OPTIONS,
  images: 1000,
  examples: ['--dampings 0,0.3,0.6 --steps 12'],
  look(images) {
    checkLetters(images);
    if (images.count < 2)
      throw new InputError('a network also starts from another image: take at least 2 images');
  },
  async measure({ network, settings }, images, experiment) {
    const { dampings, probability, videoSteps, videoImages, steps } = experiment.options;
    const { classes } = sizesOf(network.architecture);
    const long = first(images, longCount(videoImages, images.count));
    const video = stillVideo(long, videoSteps);
    const rows: DynamicsRow[] = [];
    let own: readonly Settling[] | undefined;
    for (const way of waysOfMoving(settings, dampings)) {
      const videoSettings = moveBy(way, { probability, seed: experiment.seed });
      const scores = await stillScores(experiment, network, images, {
        ...{ steps: Math.max(steps, settings.window.last), videoSettings },
        ...(way.order === 'asynchronous' && { atOnce: CLOCK }),
      });
      const byWindow = winners(accumulate({ scores }, settings.window), classes);
      for (const [image, letters] of answerLetters(scores, classes).entries()) {
        const [label, window] = [images.labels[image] as number, byWindow[image] as number];
        rows.push({ kind: 'answer', ...way, image, label, window, letters });
      }
      if (way.way === AS_TRAINED)
        for (const span of windowErrors(scores, images.labels, classes))
          rows.push({ kind: 'span', ...span });
      const layers = settling(network, { ...video, held: () => video.labels }, videoSettings(0));
      own ??= layers;
      rows.push(...restRows(way.way, layers, own), ...layerRows(way.way, layers));
    }
    return rows;
  },
  claims(measured, { options: { dampings, steps } }) {
    const ways = waysIn(measured);
    const [lowest, highest] = [Math.min(...dampings), Math.max(...dampings)]
      .map(dampingWay)
      .map((way) => (ways.includes(way) ? way : AS_TRAINED)) as [string, string];
    const starts = waysIn(measured, 'start');
    const others = [lowest, highest, ...waysIn(measured, 'order'), ...starts];
    const error = (way: string, step?: number) => wrongImages(measured, way, step);
    const rest = (way: string, what: 'moved' | 'apart' | 'toAndFro') =>
      numbersOf(rowsOfKind(measured, 'rest', { way }), (row) => row[what]);
    const moved = claimsOf(`movement per step over the last ${LAST_STEPS} steps, RMS`, 0.01);
    return [
      ...others
        .filter((way) => way !== AS_TRAINED)
        .map((way) =>
          errorClaimsOn('by the window').above(
            `${way}: errs more than as it was trained`,
            error(way),
            error(AS_TRAINED),
          ),
        ),
      ...ifApart(
        highest,
        AS_TRAINED,
        errorClaims().below(
          `${highest}: errs less after ${steps} steps than in the window`,
          error(highest, steps),
          error(highest),
        ),
      ),
      errorClaims().above(
        `as trained: errs more after ${steps} steps than in the window`,
        error(AS_TRAINED, steps),
        error(AS_TRAINED),
      ),
      moved.below('as trained: it comes to rest', rest(AS_TRAINED, 'moved')),
      ...ifApart(
        lowest,
        AS_TRAINED,
        moved.above(`${lowest}: it does not come to rest`, rest(lowest, 'moved')),
        claimsOf('difference in the fraction of movement above a quarter cycle per step').above(
          `${lowest}: it moves to and fro more than as trained`,
          rest(lowest, 'toAndFro'),
          rest(AS_TRAINED, 'toAndFro'),
        ),
      ),
      ...starts.map((way) =>
        claimsOf('distance between the states at the end, RMS', 0.01).below(
          `${way}: it ends in the state that the bottom-up start ends in`,
          rest(way, 'apart'),
        ),
      ),
    ];
  },
  figures: dynamicsFigures,
});
