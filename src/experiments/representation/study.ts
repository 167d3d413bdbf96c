import type { CrossedTable } from '../../statistics/crossed-estimate';
import { checkLetters } from '../measures/answer-letters';
import { claimsOf, errorClaims } from '../measures/claims';
import { layersIn, tableDifference } from '../measures/rows';
import { checkSame, TRAITS } from '../measures/same-in-all';
import { studyScenario } from '../study-scenario';
import { representationFigures } from './figures';
import { checkCount, measureRepresentation, REPRESENTATION_OPTIONS } from './measure';
import {
  ANSWER,
  comingDown,
  decodedAsHeld,
  decodedWrong,
  dimensions,
  EQUALLY,
  selectivities,
  TRUTH,
  unlikeness,
} from './rows';

export const REPRESENTATION = studyScenario({
  name: 'representation',
  question: 'How does the representation of an image change while top-down input arrives?',
  hypothesis:
    'Layers with top-down input represent the class of an image more clearly, even when no single label is held: a linear decoder reads the label better from later steps than from the bottom-up pass, classes become more dissimilar, states spread over fewer dimensions, and units become more selective. Under a single label these changes are larger, and a wrong label can be read from layer 1 as well as from layer 2.',
  options: REPRESENTATION_OPTIONS,
  images: 1000,
  examples: ['--steps 16 --ridge 0.1'],
  look(images, _, networks) {
    checkLetters(images);
    checkCount(images);
    checkSame(networks, TRAITS.sizes);
  },
  measure: measureRepresentation,
  claims(measured, { options: { steps } }) {
    const wrong = (held: string, layer: number, step: number, by: 'own' | 'equally' = 'own') =>
      decodedWrong(measured, { held, by, layer }, step);
    const layers = layersIn(measured, 'dimension');
    /** Where each network's own window begins. */
    const begins = measured.map(({ perception }) => perception.window.first);
    const since = `step ${steps} minus step 0`;
    const error = errorClaims(`error, points, ${since}`);
    const early = errorClaims(
      `error, points, step ${[...new Set(begins)].join(' or ')} minus step 0`,
    );
    const control = errorClaims(`error, points, minus that under ${EQUALLY}`);
    const asHeld = claimsOf(`images read as the held label, points, ${since}`);
    const like = claimsOf('likeness, with minus without top-down weights');
    /** By how much it has changed at the end since the bottom-up pass. */
    const change = (tableAt: (step: number) => CrossedTable) =>
      tableDifference(tableAt(steps), tableAt(0));
    return [
      ...layers.map((layer) =>
        error.below(
          `layer ${layer}, ${EQUALLY}: the label is read better after ${steps} steps`,
          change((step) => wrong(EQUALLY, layer, step)),
        ),
      ),
      ...(Math.max(...begins) <= steps && Math.min(...begins) < steps ? layers : []).map((layer) =>
        early.below(
          `layer ${layer}, ${EQUALLY}: the label is read better at the step where the window begins`,
          begins.map((step, at) => wrong(EQUALLY, layer, step)[at] as number[]),
          wrong(EQUALLY, layer, 0),
        ),
      ),
      error.below(
        `layer 1, ${ANSWER}: the label is read better by the decoder that has learnt under every label equally`,
        change((step) => wrong(ANSWER, 1, step, 'equally')),
      ),
      control.below(
        'control, layer 1: under the true label, its own decoder reads the held label',
        wrong(TRUTH, 1, steps),
        wrong(EQUALLY, 1, steps),
      ),
      ...layers.map((layer) =>
        asHeld.above(
          `layer ${layer}, a wrong label held: it is read instead of the true one`,
          change((step) => decodedAsHeld(measured, layer, step)),
        ),
      ),
      ...[EQUALLY, ANSWER].flatMap((held) => {
        const changed = (tableAt: typeof unlikeness, layer: number) =>
          change((step) => tableAt(measured, { held, layer, step }));
        return [
          ...layers.map((layer) =>
            claimsOf(`1 − correlation, ${since}`).above(
              `layer ${layer}, ${held}: classes become more dissimilar`,
              changed(unlikeness, layer),
            ),
          ),
          ...layers.map((layer) =>
            claimsOf(`participation ratio, ${since}`).below(
              `layer ${layer}, ${held}: states spread over fewer dimensions`,
              changed(dimensions, layer),
            ),
          ),
          ...layers.map((layer) =>
            claimsOf(`class selectivity, ${since}`).above(
              `layer ${layer}, ${held}: units become more selective`,
              changed(selectivities, layer),
            ),
          ),
          like.above(
            `layer 1, ${held}: top-down input makes the state more like its class`,
            comingDown(measured, { held, layer: 1, step: steps }, 'likeness'),
          ),
        ];
      }),
    ];
  },
  figures: representationFigures,
});
