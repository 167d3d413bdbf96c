import type { Exhibit } from '../../exhibits/exhibit';
import type { Measured } from '../study';
import { comingDownFigure } from './coming-down-figure';
import { decodingFigure, misledFigure, type RepresentationShown } from './decoding-figures';
import { dissimilarityMatrices } from './dissimilarity-matrices';
import { dimensionFigure, dissimilarityChange } from './pattern-figures';
import { layersIn, type RepresentationRow } from './representation-rows';

/** Decoding, dissimilarity, dimension and selectivity, and what comes down, step by step. */
export async function* representationFigures(
  all: readonly Measured<RepresentationRow>[],
  about: RepresentationShown,
): AsyncGenerator<Exhibit> {
  const layers = layersIn(all);
  yield decodingFigure(all, layers, about);
  yield misledFigure(all, layers, about);
  yield dissimilarityMatrices(all, { ...about, layers });
  yield dissimilarityChange(all, layers, about);
  yield dimensionFigure(all, layers, about);
  const below = layers.slice(0, -1);
  if (below.length > 0) yield comingDownFigure(all, below, about);
}
