import { linePanels } from '../../charts/line-panels';
import { OBJECTIVES } from '../../learning/systems/objectives';
import { sizesOf } from '../../network/architecture';
import { winners } from '../../perception/recognise';
import { errorClaims } from '../measures/claims';
import { estimateLine } from '../measures/estimates';
import { distinct, numbersOf, rowsLike } from '../measures/rows';
import type { AllMeasured } from '../study';
import { studyScenario } from '../study-scenario';
import { scoresOf, slidingScores, stillVideos, watchVideo } from '../watching/watch-video';
import { objectiveOf, TRAINED_BY_OBJECTIVE } from './objectives';

/** One image, judged by the goodness of some layers: at one step, or (step 0) over the window. */
type Row = { image: number; layers: string; step: number; wrong: number };

/** What all layers of so many are called. */
const together = (layers: number) => (layers === 2 ? 'both' : 'all');

/** What was asked, by the rows: all layers first, then each alone, where there are several. */
function askedIn(measured: AllMeasured<Row>): [all: string, ...each: string[]] {
  return distinct(measured, ({ layers }) => layers) as [string, ...string[]];
}

/** Whether each image was wrong (100) by these layers at this step: [networks of this push][images]. */
function wrong(measured: AllMeasured<Row>, push: string, layers: string, step: number) {
  const networks = measured.filter((one) => objectiveOf(one) === push);
  return numbersOf(rowsLike(networks, { layers, step }), (row) => 100 * row.wrong);
}

export const OBJECTIVE = studyScenario({
  name: 'objective',
  question:
    'What should a layer be pushed towards: high goodness, low goodness, or high goodness of all layers?',
  hypothesis:
    'Raising goodness for the true label beats lowering it (min-ssq), because the threshold bounds a quiet layer but not an active one. Telling each layer the others’ goodness helps, because none then learns what another already knows. The layers together tell more than any of them alone.',
  options: {},
  networks: TRAINED_BY_OBJECTIVE,
  images: 1000,
  examples: ['--seeds 1 --epochs 2', '--hidden 500,500 --epochs 15 --train 60000'],
  async measure({ name, network, settings }, images) {
    const { classes, hidden } = sizesOf(network.architecture);
    const { first, last } = settings.window;
    const sign = OBJECTIVES[objectiveOf({ name })] === OBJECTIVES['min-ssq'] ? -1 : 1;
    const every = [...hidden.keys()];
    const alone = every.map((layer) => [`layer ${layer + 1}`, [layer]] as const);
    const asked = [
      [`${together(every.length)} layers`, every] as const,
      ...(every.length > 1 ? alone : []),
    ];
    const rows: Row[] = [];
    for (const video of stillVideos(images, settings.steps))
      for (const [layers, which] of asked) {
        const scores: Float32Array[] = [];
        watchVideo(network, video, (state) => {
          if (state.step > 0)
            scores.push(scoresOf(state, classes, which).map((score) => sign * score));
        });
        const window = slidingScores(scores, last - first + 1)[last - 1] as Float32Array;
        for (const [step, at] of [window, ...scores].entries())
          winners(at, classes).forEach((answer, image) => {
            const wrong = Number(answer !== video.labels[image]);
            rows.push({ image: video.start + image, layers, step, wrong });
          });
      }
    return rows;
  },
  claims(measured) {
    const [all, ...each] = askedIn(measured);
    const of = (push: string, layers = all) => wrong(measured, push, layers, 0);
    const error = errorClaims();
    return [
      error.above('min-ssq errs more than max-ssq', of('min-ssq'), of('max-ssq')),
      error.below('collaborative errs less than max-ssq', of('collaborative'), of('max-ssq')),
      ...each.map((layer) =>
        error.above(
          `${layer} alone errs more than ${together(each.length)} together (max-ssq)`,
          of('max-ssq', layer),
          of('max-ssq'),
        ),
      ),
    ];
  },
  async *figures(measured, images, { options }) {
    const [all, ...each] = askedIn(measured);
    // A label takes a step a layer down to layer 1; before that, layer 1 tells none from another.
    const reached = Math.max(1, each.length);
    const watched = distinct(measured.slice(0, 1), ({ step }) => step);
    const steps = watched.filter((step) => step >= reached);
    const before =
      reached === 1
        ? ''
        : `${reached === 2 ? 'Step 1' : `Steps 1 to ${reached - 1}`}, at which the label has not reached layer 1 yet, ${reached === 2 ? 'is' : 'are'} left out. `;
    yield linePanels({
      name: 'objective-by-step',
      title: 'Error by step, by what layers were pushed towards and which layers decide',
      caption: `${images.count} images (${images.name}), ${options.seeds} networks of ${options.hidden.join(' + ')} units for each objective, ${options.epochs} epochs of ${options.train} images. The label with the highest goodness of these layers at this step is the answer; for min-ssq, that with the lowest. ${before}Bands: 95 % intervals over networks and images.`,
      x: { label: 'time step', ticks: steps },
      y: { label: 'error, %' },
      columns: 3,
      charts: [all, ...each].map((layers) => ({
        title: layers,
        lines: Object.keys(OBJECTIVES).map((push) =>
          estimateLine(push, steps, (step) => wrong(measured, push, layers, step)),
        ),
      })),
    });
  },
});
