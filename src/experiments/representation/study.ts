import { PAPER_WINDOW } from '../../perception/perception-settings';
import type { CrossedTable } from '../../statistics/crossed-estimate';
import { claimsOf, errorClaims } from '../measures/claims';
import { layersIn, tableDifference } from '../measures/rows';
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
  question: 'How does what the layers say of an image change while top-down input comes down?',
  hypothesis:
    'Layers that hear from above say more clearly what class an image is of, even when no label is named: a linear decoder reads the label better from later steps than from the bottom-up pass, classes grow unlike each other, states spread over fewer dimensions, and units grow choosier. Under a label that is named, these changes are larger, and a wrong one can be read where it was held, in layer 1 as well as in layer 2.',
  options: REPRESENTATION_OPTIONS,
  images: 1000,
  examples: ['--steps 16 --ridge 0.1'],
  look: checkCount,
  measure: measureRepresentation,
  claims(measured, { options: { steps } }) {
    const wrong = (held: string, layer: number, step: number, by: 'own' | 'equally' = 'own') =>
      decodedWrong(measured, { held, by, layer }, step);
    const layers = layersIn(measured, 'dimension');
    const decides = Math.min(steps, PAPER_WINDOW.first);
    const since = `step ${steps} less step 0`;
    const error = errorClaims(`error, points, ${since}`);
    const early = errorClaims(`error, points, step ${decides} less step 0`);
    const control = errorClaims(`error, points, minus that under ${EQUALLY}`);
    const asHeld = claimsOf(`images, points, ${since}`);
    const like = claimsOf('likeness, with less without top-down weights');
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
      ...layers.map((layer) =>
        early.below(
          `layer ${layer}, ${EQUALLY}: it is read better when the network begins to decide`,
          wrong(EQUALLY, layer, decides),
          wrong(EQUALLY, layer, 0),
        ),
      ),
      error.below(
        `layer 1, ${ANSWER}: it is read better by the decoder that has met no label`,
        change((step) => wrong(ANSWER, 1, step, 'equally')),
      ),
      control.below(
        'control, layer 1: under the true label a decoder of its own reads the label held',
        wrong(TRUTH, 1, steps),
        wrong(EQUALLY, 1, steps),
      ),
      ...layers.map((layer) =>
        asHeld.above(
          `layer ${layer}, a wrong label held: it is read instead of the image’s own`,
          change((step) => decodedAsHeld(measured, layer, step)),
        ),
      ),
      ...[EQUALLY, ANSWER].flatMap((held) => {
        const changed = (tableAt: typeof unlikeness, layer: number) =>
          change((step) => tableAt(measured, { held, layer, step }));
        return [
          ...layers.map((layer) =>
            claimsOf(`1 − correlation, ${since}`).above(
              `layer ${layer}, ${held}: classes grow unlike each other`,
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
              `layer ${layer}, ${held}: units grow choosier`,
              changed(selectivities, layer),
            ),
          ),
          like.above(
            `layer 1, ${held}: what comes down makes a state more like its class`,
            comingDown(measured, { held, layer: 1, step: steps }, 'likeness'),
          ),
        ];
      }),
    ];
  },
  figures: representationFigures,
});
