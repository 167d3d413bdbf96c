import { mean } from '../../statistics/mean';
import { claimsOf, ifApart } from '../measures/claims';
import { layersIn } from '../measures/rows';
import { checkSame, TRAITS } from '../measures/same-in-all';
import type { AllMeasured } from '../study';
import { studyScenario } from '../study-scenario';
import { besideOption, checkBeside, eachFeedforward } from '../watching/beside';
import { imageryFigures } from './figures';
import { imageryReaders, measureImagery } from './measure';
import {
  BOTTOM_WORDS,
  chanceOf,
  drawingValues,
  type ImageryRow,
  layerValues,
  readStep,
  saidBy,
} from './rows';
import type { Bottom } from './trials';

/** What the findings are about; noise is in the figures. */
const IMAGINED = ['blank', 'scrambled'] as const;

/** Goodness of all layers together, item by item. */
const score = (all: AllMeasured<ImageryRow>, bottom: Bottom, step: number) =>
  layersIn(all, 'layer')
    .map((layer) => layerValues(all, { bottom, step, layer }, 'goodness'))
    .reduce((sum, one) =>
      sum.map((row, at) => row.map((value, item) => value + (one[at]?.[item] as number))),
    );

export const IMAGERY = studyScenario({
  name: 'imagery',
  question: 'What does a label held at the top evoke when the image is blank, or noise?',
  hypothesis:
    'The label evokes in the layers something of what its images evoke, although the network only learnt to be active when label and image agree: the readout, which never saw a label at the top, names it. What is evoked is fainter further down: fainter in layer 1 than in layer 2, and faintest in what layer 1 expects of the pixels, since the network has not learnt to draw. The layers are less active than with an image that goes with the label.',
  options: { beside: besideOption },
  images: 200,
  examples: ['--images 50 --beside backpropagation-300-300-seed-1'],
  async look(images, experiment, networks) {
    checkSame(networks, { ...TRAITS.windowEnd, ...TRAITS.steps, ...TRAITS.depth });
    await checkBeside(images, experiment);
  },
  async measure(subject, images, experiment, training) {
    const { seed } = experiment;
    const { rows, drawn } = await measureImagery(subject, { images, training }, seed, experiment);
    await eachFeedforward(subject, images, experiment, async (reader) => {
      rows.push(...(await imageryReaders(reader, drawn, experiment)));
    });
    return rows;
  },
  claims(measured) {
    const step = readStep(measured);
    const at = (bottom: Bottom) => ({ bottom, step });
    const layers = layersIn(measured, 'layer');
    const like = (bottom: Bottom, layer: number) =>
      layerValues(measured, { ...at(bottom), layer }, 'likeness');
    const drawn = (bottom: Bottom) => drawingValues(measured, at(bottom), 'likeness');
    const chance = claimsOf('% of labels', chanceOf(measured));
    const own = 'correlation with the own class minus that with others';
    const [likeness, liker] = [claimsOf(own), claimsOf(`difference in ${own}`)];
    const goodness = claimsOf('difference in goodness per unit, all layers');
    const [blank, scrambled, seen] = (['blank', 'scrambled', 'seen'] as const).map((bottom) =>
      score(measured, bottom, step),
    ) as [number[][], number[][], number[][]];
    const over = (bottom: Bottom) => `over ${BOTTOM_WORDS[bottom]}`;
    return [
      ...saidBy(measured, step).flatMap(({ reader, of }) =>
        IMAGINED.map((bottom) =>
          chance.above(
            `${over(bottom)}, ${reader} reads the held label more often than by chance`,
            of(bottom),
          ),
        ),
      ),
      ...IMAGINED.flatMap((bottom) => [
        ...layers.map((layer) =>
          likeness.above(
            `${over(bottom)}, the state of layer ${layer} is like the states that the label’s images evoke`,
            like(bottom, layer),
          ),
        ),
        likeness.above(
          `${over(bottom)}, the drawing is like the mean image of the label’s class`,
          drawn(bottom),
        ),
      ]),
      ...IMAGINED.flatMap((bottom) => [
        ...ifApart(
          layers.at(-1),
          1,
          liker.above(
            `${over(bottom)}, layer ${layers.at(-1)} is more like the states evoked by images than layer 1 is`,
            like(bottom, layers.at(-1) as number),
            like(bottom, 1),
          ),
        ),
        liker.above(
          `${over(bottom)}, layer 1 is more like the states evoked by images than the drawing is like images`,
          like(bottom, 1),
          drawn(bottom),
        ),
      ]),
      goodness.below(
        'over scrambled images, the layers are less active than over the images themselves',
        scrambled,
        seen,
      ),
      goodness.below(
        'over a blank image, the layers are less active than over images',
        blank.map((row, network) => {
          const usual = mean(seen[network] ?? []);
          return row.map((value) => value - usual);
        }),
      ),
    ];
  },
  figures: imageryFigures,
});
