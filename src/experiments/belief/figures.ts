import type { Figure } from '../../charts/figure';
import { linePanels, type PanelLine } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { bandsOver, estimateLine, withoutBand } from '../measures/estimates';
import { numbersOf, rowsOfKind } from '../measures/rows';
import { type AllMeasured, type Asked, seenInWords } from '../study';
import { equalMassBins, reliability } from './calibration';
import type { BELIEF_OPTIONS } from './measure';
import type { BeliefRow, SureRow } from './rows';
import { holdingFigure, statesFigure } from './state-figures';
import { BINS, cuedErrors, cueWeights, errors } from './tables';

/** What is drawn, and what was varied. */
interface Drawing extends Asked<typeof BELIEF_OPTIONS> {
  readonly all: AllMeasured<BeliefRow>;
  /** `2000 images (mnist test), 3 networks` */
  readonly shown: string;
}

const BANDS = bandsOver('images');

/** Errors of beliefs by step; cues; how sure and how right; and the states of ambiguous images. */
export async function* beliefFigures(
  all: AllMeasured<BeliefRow>,
  images: LabelledImages,
  { options }: Asked<typeof BELIEF_OPTIONS>,
): AsyncGenerator<Figure> {
  const drawing = { options, all, shown: seenInWords(images, all) };
  yield errorFigure(drawing);
  yield cueFigure(drawing);
  yield reliabilityFigure(drawing);
  yield statesFigure(drawing);
  yield holdingFigure(drawing);
}

function errorFigure({ all, shown }: Drawing): Promise<Figure> {
  const length = rowsOfKind(all, 'answer', { by: 'goodness' })[0]?.rows[0]?.answers.length ?? 0;
  const steps = Array.from({ length }, (_, step) => step);
  const line = (text: string, by: Parameters<typeof errors>[1]) =>
    estimateLine(text, steps, (step) => errors(all, by, step));
  return linePanels({
    name: 'errors',
    title: 'A network with its own belief at its top',
    caption: `Error of the belief at step 0 and after each step, by what it is computed from; for comparison, the same networks when they try every label, when they try those that the readout believes, and in one pass. ${shown}. ${BANDS}`,
    x: { label: 'time step', ticks: steps, tickFormat: String },
    y: { label: 'error, %' },
    charts: [
      {
        lines: [
          line('belief by goodness', 'goodness'),
          line('belief by agreement', 'agreement'),
          line('belief by the readout', 'readout'),
          withoutBand(line('every label tried', 'top-down')),
          withoutBand(line('believed labels tried', 'top-down-of-believed')),
          withoutBand(line('one pass', 'one-pass')),
        ],
      },
    ],
  });
}

function cueFigure({ all, shown, options: { noises, validities } }: Drawing) {
  const error = (noise: number, who: 'right' | 'ideal', valid: boolean) => (validity: number) =>
    cuedErrors(all, who, { noise, validity, valid });
  const weights = (noise: number) => (validity: number) => cueWeights(all, { noise, validity });
  const choices = (noise: number) => (validity: number) =>
    numbersOf(rowsOfKind(all, 'choice', { noise, validity }), ({ weight }) => weight);
  return linePanels({
    name: 'cues',
    title: 'What a cue is worth to a network, and to an ideal observer',
    caption: `A cue names a label and is right with this probability. Above: error with a right and with a wrong cue, of own belief and of an ideal observer that adds the cue to the calibrated readout. Below: the weight of the cue, 1 for the ideal observer, measured by how far it moves calibrated belief (mean over images) and by a logistic regression of choices. The second half of ${shown}. ${BANDS}`,
    x: { label: 'probability that the cue is right', ticks: validities, tickFormat: String },
    y: { label: 'error, %' },
    charts: [
      ...noises.map((noise) => ({
        title: `noise ${noise}`,
        lines: [true, false].flatMap((valid) =>
          (['right', 'ideal'] as const).map((who) => {
            const text = `${who === 'right' ? 'network' : 'ideal'}, cue ${valid ? 'right' : 'wrong'}`;
            return estimateLine(text, validities, error(noise, who, valid));
          }),
        ),
      })),
      ...noises.map((noise) => ({
        title: `weight, noise ${noise}`,
        y: { label: 'weight of the cue' },
        lines: [
          estimateLine('belief', validities, weights(noise)),
          estimateLine('choices', validities, choices(noise)),
        ],
      })),
    ],
  });
}

function reliabilityFigure({ all, shown, options: { noises } }: Drawing): Promise<Figure> {
  const points = (noise: number, by: SureRow['by']) =>
    equalMassBins(
      rowsOfKind(all, 'sure', { noise, by }).flatMap(({ rows }) => rows),
      BINS,
    ).map((bin) => {
      const { sure, right } = reliability(bin);
      return { x: 100 * sure, y: 100 * right };
    });
  const exact: PanelLine = { text: 'as sure as right', points: [0, 100].map((x) => ({ x, y: x })) };
  return linePanels({
    name: 'reliability',
    title: 'Confidence and accuracy of a network',
    caption: `Answers in ${BINS} bins of equal numbers, by confidence. The temperature was chosen on the first half of ${shown}; the second half is shown.`,
    x: { label: 'confidence, %', domain: [0, 100] },
    y: { label: 'right, %' },
    charts: noises.map((noise) => ({
      title: `noise ${noise}`,
      lines: [
        { text: 'own belief', points: points(noise, 'own-belief') },
        { text: 'one pass', points: points(noise, 'one-pass') },
        exact,
      ],
    })),
  });
}
