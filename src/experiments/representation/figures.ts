import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { layersIn } from '../measures/rows';
import type { Measured } from '../study';
import {
  BANDS,
  decodingFigure,
  misledFigure,
  type RepresentationShown,
  stepLines,
} from './decoding-figures';
import { dimensionFigure, dissimilarityChange, dissimilarityMatrices } from './pattern-figures';
import { ANSWER, comingDown, EQUALLY, NO_LABEL, type RepresentationRow } from './rows';

/** Decoding, dissimilarity, dimension and selectivity, and what comes down, step by step. */
export async function* representationFigures(
  all: readonly Measured<RepresentationRow>[],
  about: RepresentationShown,
): AsyncGenerator<Figure> {
  const layers = layersIn(all, 'dimension');
  yield decodingFigure(all, layers, about);
  yield misledFigure(all, layers, about);
  yield dissimilarityMatrices(all, { ...about, layers });
  yield dissimilarityChange(all, layers, about);
  yield dimensionFigure(all, layers, about);
  const below = layers.slice(0, -1);
  if (below.length > 0) yield comingDownFigure(all, below, about);
}

/** What top-down input does to these layers, step by step: none is the highest. */
function comingDownFigure(
  all: readonly Measured<RepresentationRow>[],
  layers: readonly number[],
  { shown, ...about }: RepresentationShown,
): Promise<Figure> {
  const { x, line } = stepLines(about);
  const charts = (title: string, label: string, number: 'distance' | 'likeness') =>
    layers.map((layer) => ({
      title: `layer ${layer}: ${title}`,
      y: { label },
      lines: [EQUALLY, NO_LABEL, ANSWER].map((held) =>
        line(held, (step) => comingDown(all, { held, layer, step }, number)),
      ),
    }));
  return linePanels({
    name: 'coming-down',
    title: 'What top-down input does to the layers below the highest',
    caption: `${shown}, of which the second half is asked about. Distance: how far normalised activity is from what it is without top-down weights, root mean square over units. Gain: how much more its pattern is like the mean pattern of its class (than like those of other classes, in correlation) than it is without; mean patterns are those of the bottom-up pass over the first half. ${BANDS} images.`,
    x,
    y: { label: '' },
    charts: [
      ...charts('distance from without', 'root mean square over units', 'distance'),
      ...charts('gain in likeness to its class', 'difference in correlation', 'likeness'),
    ],
  });
}
