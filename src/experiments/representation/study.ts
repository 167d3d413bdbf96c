import { z } from 'zod';
import { PAPER_WINDOW } from '../../perception/perception-settings';
import { layersIn, rowsOfKind, tableDifference } from '../measures/rows';
import { seenInWords } from '../seen-in-words';
import { studyScenario } from '../study-scenario';
import { representationFigures } from './figures';
import { checkCount, measureRepresentation } from './measure';
import {
  ANSWER,
  comingDown,
  decodedAsHeld,
  decodedWrong,
  EQUALLY,
  numbersOf,
  TRUTH,
  unlikeness,
} from './rows';

export const REPRESENTATION = studyScenario({
  name: 'representation',
  question: 'How does what the layers say of an image change while top-down input comes down?',
  hypothesis:
    'Layers that hear from above say more clearly what class an image is of, even when no label is named: a linear decoder reads the label better from later steps than from the bottom-up pass, classes grow unlike each other, states spread over fewer dimensions, and units grow choosier. Under a label that is named, these changes are larger, and a wrong one can be read where it was held, in layer 1 as well as in layer 2.',
  options: {
    steps: z.int().min(2).max(64).default(8).describe('steps that each image is watched for'),
    ridge: z
      .number()
      .positive()
      .default(1)
      .describe('ridge of the decoders, as a share of the mean eigenvalue'),
    parts: z
      .int()
      .min(1)
      .default(10)
      .describe('parts of the images whose dimensions are counted, of ten images at the least'),
  },
  images: 1000,
  examples: ['--steps 16 --ridge 0.1'],
  look: checkCount,
  measure(subject, images, experiment) {
    const { options, seed } = experiment;
    const parts = Math.max(1, Math.min(options.parts, Math.floor(images.count / 10)));
    return measureRepresentation(subject, images, { ...options, parts, seed }, experiment);
  },
  claims(measured, { options: { steps } }) {
    const wrong = (held: string, layer: number, step: number, by: 'own' | 'equally' = 'own') =>
      decodedWrong(measured, { held, by, layer }, step);
    const unlike = (held: string, layer: number, step: number) =>
      unlikeness(measured, { held, layer, step });
    const ratio = (held: string, layer: number, step: number) =>
      numbersOf(rowsOfKind(measured, 'dimension', { held, layer, step }), (row) => row.ratio);
    const choosy = (held: string, layer: number, step: number) =>
      numbersOf(rowsOfKind(measured, 'unit', { held, layer, step }), (row) => row.selectivity);
    const layers = layersIn(measured, 'dimension');
    const since = `step ${steps} less step 0`;
    const decides = Math.min(steps, PAPER_WINDOW.first);
    const above = { expected: 'above' as const };
    const below = { expected: 'below' as const };
    const points = `error, points, ${since}`;
    return [
      ...layers.map((layer) => ({
        claim: `layer ${layer}, ${EQUALLY}: the label is read better after ${steps} steps`,
        ...{ measure: points, ...below },
        values: tableDifference(wrong(EQUALLY, layer, steps), wrong(EQUALLY, layer, 0)),
      })),
      ...layers.map((layer) => ({
        claim: `layer ${layer}, ${EQUALLY}: it is read better when the network begins to decide`,
        ...{ measure: `error, points, step ${decides} less step 0`, ...below },
        values: tableDifference(wrong(EQUALLY, layer, decides), wrong(EQUALLY, layer, 0)),
      })),
      {
        claim: `layer 1, ${ANSWER}: it is read better by the decoder that has met no label`,
        ...{ measure: points, ...below },
        values: tableDifference(wrong(ANSWER, 1, steps, 'equally'), wrong(ANSWER, 1, 0, 'equally')),
      },
      {
        claim: 'control, layer 1: under the true label a decoder of its own reads the label held',
        ...{ measure: `error, points, less that under ${EQUALLY}`, ...below },
        values: tableDifference(wrong(TRUTH, 1, steps), wrong(EQUALLY, 1, steps)),
      },
      ...layers.map((layer) => ({
        claim: `layer ${layer}, a wrong label held: it is read instead of the image’s own`,
        ...{ measure: `images, points, ${since}`, ...above },
        values: tableDifference(
          decodedAsHeld(measured, layer, steps),
          decodedAsHeld(measured, layer, 0),
        ),
      })),
      ...[EQUALLY, ANSWER].flatMap((held) => [
        ...layers.map((layer) => ({
          claim: `layer ${layer}, ${held}: classes grow unlike each other`,
          ...{ measure: `1 − correlation, ${since}`, ...above },
          values: tableDifference(unlike(held, layer, steps), unlike(held, layer, 0)),
        })),
        ...layers.map((layer) => ({
          claim: `layer ${layer}, ${held}: states spread over fewer dimensions`,
          ...{ measure: `participation ratio, ${since}`, ...below },
          values: tableDifference(ratio(held, layer, steps), ratio(held, layer, 0)),
        })),
        ...layers.map((layer) => ({
          claim: `layer ${layer}, ${held}: units grow choosier`,
          ...{ measure: `class selectivity, ${since}`, ...above },
          values: tableDifference(choosy(held, layer, steps), choosy(held, layer, 0)),
        })),
        {
          claim: `layer 1, ${held}: what comes down makes a state more like its class`,
          ...{ measure: 'likeness, with less without top-down weights', ...above },
          values: comingDown(measured, { held, layer: 1, step: steps }, 'likeness'),
        },
      ]),
    ];
  },
  figures: (measured, images, { options, seed }) =>
    representationFigures(measured, {
      shown: seenInWords(images, measured),
      steps: options.steps,
      classes: images.classes,
      seed,
    }),
});
