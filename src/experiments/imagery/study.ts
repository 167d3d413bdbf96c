import { layersIn, tableDifference } from '../measures/rows';
import { seenInWords } from '../seen-in-words';
import type { Measured } from '../study';
import { studyScenario } from '../study-scenario';
import { besideOption, checkBeside, eachFeedforward } from '../watching/feedforward-systems';
import { imageryFigures } from './figures';
import { imageryReaders, measureImagery } from './measure';
import {
  BOTTOM_WORDS,
  type Bottom,
  chanceOf,
  checkSameEnd,
  drawingValues,
  type ImageryRow,
  layerValues,
  readStep,
  saidBy,
} from './rows';

type All = readonly Measured<ImageryRow>[];

/** What the findings are about; noise is in the figures. */
const IMAGINED = ['blank', 'scrambled'] as const;

/** Goodness of all layers together, item by item. */
const score = (all: All, bottom: Bottom, step: number) =>
  layersIn(all, 'layer')
    .map((layer) => layerValues(all, { bottom, step, layer }, 'goodness'))
    .reduce((sum, one) =>
      sum.map((row, at) => row.map((value, item) => value + (one[at]?.[item] as number))),
    );

export const IMAGERY = studyScenario({
  name: 'imagery',
  question: 'What does a label held at the top make of nothing, or of noise, at the bottom?',
  hypothesis:
    'It evokes in the layers something of what its images evoke, although the network only learnt to be active when label and image agree: the readout, which never saw a label at the top, names it. It is fainter the further down: less in layer 1 than in layer 2, least in what layer 1 expects of the pixels, since nothing was learnt to draw. The layers are less active than when there is an image to go with the label.',
  options: { beside: besideOption },
  images: 200,
  examples: ['--images 50 --beside backpropagation-500-500'],
  async look(images, experiment, networks) {
    checkSameEnd(networks.map(({ window }) => window.last));
    await checkBeside(images, experiment);
  },
  async measure(subject, images, experiment, training) {
    const { seed } = experiment;
    const { rows, drawn } = await measureImagery(subject, { images, training }, seed, experiment);
    await eachFeedforward(subject.seed, images, experiment, async (reader) => {
      rows.push(...(await imageryReaders(reader, drawn, experiment)));
    });
    return rows;
  },
  claims(measured) {
    const step = readStep(measured);
    const at = (bottom: Bottom) => ({ bottom, step });
    const said = saidBy(measured, step);
    const layers = layersIn(measured, 'layer');
    const like = (bottom: Bottom, layer: number) =>
      layerValues(measured, { ...at(bottom), layer }, 'likeness');
    const likeness = 'correlation with the own class less that with others';
    return [
      ...said.flatMap(({ reader, of }) =>
        IMAGINED.map((bottom) => ({
          claim: `over ${BOTTOM_WORDS[bottom]}, ${reader} says the label held more often than by chance`,
          measure: '% of labels',
          ...{ expected: 'above' as const, than: chanceOf(measured) },
          values: of(bottom),
        })),
      ),
      ...IMAGINED.flatMap((bottom) => [
        ...layers.map((layer) => ({
          claim: `over ${BOTTOM_WORDS[bottom]}, the state of layer ${layer} is like that of seeing the label’s images`,
          ...{ measure: likeness, expected: 'above' as const },
          values: like(bottom, layer),
        })),
        {
          claim: `over ${BOTTOM_WORDS[bottom]}, the drawing is like the mean image of the label’s class`,
          ...{ measure: likeness, expected: 'above' as const },
          values: drawingValues(measured, at(bottom), 'likeness'),
        },
      ]),
      ...IMAGINED.flatMap((bottom) => [
        {
          claim: `over ${BOTTOM_WORDS[bottom]}, layer ${layers.at(-1)} is more like seeing than layer 1`,
          ...{ measure: `difference in ${likeness}`, expected: 'above' as const },
          values: tableDifference(like(bottom, layers.at(-1) as number), like(bottom, 1)),
        },
        {
          claim: `over ${BOTTOM_WORDS[bottom]}, layer 1 is more like seeing than the drawing`,
          ...{ measure: `difference in ${likeness}`, expected: 'above' as const },
          values: tableDifference(like(bottom, 1), drawingValues(measured, at(bottom), 'likeness')),
        },
      ]),
      {
        claim: 'over scrambled images, the layers are less active than over the images themselves',
        ...{ measure: 'difference in goodness a unit, all layers', expected: 'below' as const },
        values: tableDifference(score(measured, 'scrambled', step), score(measured, 'seen', step)),
      },
      {
        claim: 'over nothing, the layers are less active than over images',
        ...{ measure: 'difference in goodness a unit, all layers', expected: 'below' as const },
        values: score(measured, 'blank', step).map((row, network) => {
          const seen = score(measured, 'seen', step)[network] ?? [];
          const mean = seen.reduce((sum, one) => sum + one, 0) / seen.length;
          return row.map((value) => value - mean);
        }),
      },
    ];
  },
  figures: (measured, images, { seed }) =>
    imageryFigures(measured, {
      like: images,
      classes: images.classes,
      shown: seenInWords(images, measured),
      step: readStep(measured),
      chance: chanceOf(measured),
      seed,
    }),
});
