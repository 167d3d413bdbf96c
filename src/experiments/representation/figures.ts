import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { withoutBand } from '../measures/estimates';
import { dissimilarityChange, dissimilarityMatrices } from './dissimilarity-figures';
import { BANDS, chartsOf, type Drawing, drawingOf } from './drawing';
import {
  ANSWER,
  comingDown,
  decodedAsHeld,
  decodedWrong,
  dimensions,
  EQUALLY,
  NO_LABEL,
  SILENCED,
  selectivities,
  TRUTH,
  WRONG,
} from './rows';

/** Decoding, dissimilarity, dimension and selectivity, and what comes down, step by step. */
export async function* representationFigures(
  ...given: Parameters<typeof drawingOf>
): AsyncGenerator<Figure> {
  const drawing = drawingOf(...given);
  yield decodingFigure(drawing);
  yield misledFigure(drawing);
  yield dissimilarityMatrices(drawing);
  yield dissimilarityChange(drawing);
  yield dimensionFigure(drawing);
  if (drawing.layers.length > 1) yield comingDownFigure(drawing);
}

/** How often linear decoders misread the label from each layer, step by step. */
function decodingFigure({ all, layers, shown, x, line }: Drawing): Promise<Figure> {
  return linePanels({
    name: 'decoding',
    title: 'How often a linear decoder misreads the label from a layer',
    caption: `${shown}. A decoder for each layer, step and what is held learns from the first half of the images (ridge regression on normalised activity) and is asked about the second half. Under the true label the decoder can read what is held instead of what is seen: that line is a control and not a result, and so, in part, is that of its own answer. Step 0 is the bottom-up pass. ${BANDS} images, of every label held equally.`,
    x,
    y: { label: 'error, %' },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: [EQUALLY, NO_LABEL, SILENCED, ANSWER, TRUTH].map((held) => {
        const wrong = line(held, (step) => decodedWrong(all, { held, by: 'own', layer }, step));
        return held === EQUALLY ? wrong : withoutBand(wrong);
      }),
    })),
  });
}

/** What the decoders that have met no label read under a wrong one. */
function misledFigure({ all, layers, shown, x, line }: Drawing): Promise<Figure> {
  const right = (layer: number, step: number) =>
    decodedWrong(all, { held: WRONG, by: 'equally', layer }, step).map((row) =>
      row.map((wrong) => 100 - wrong),
    );
  return linePanels({
    name: 'misled',
    title: 'What is read from a layer while a wrong label is held at the top',
    caption: `${shown}. The decoders have learnt while every label was held equally, so they have not met a label that is held. The second half of the images, each under a wrong label that is drawn: how often its true label is read from a layer, and how often the label that is held. ${BANDS} images.`,
    x,
    y: { label: 'images, %' },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: [
        line('true label', (step) => right(layer, step)),
        line('label held', (step) => decodedAsHeld(all, layer, step)),
      ],
    })),
  });
}

/** Over how many dimensions states spread at each step, and how choosy units are. */
function dimensionFigure(drawing: Drawing): Promise<Figure> {
  const { all, layers, shown, x } = drawing;
  return linePanels({
    name: 'dimension-and-selectivity',
    title: 'Over how many dimensions states spread, and how choosy units are',
    caption: `${shown}. Above: participation ratio of the states of a part of the images; ${BANDS.toLowerCase()} parts. Below: (most − mean of the others) / (most + mean of the others) of a unit's mean activity by class, mean over units; ${BANDS.toLowerCase()} units.`,
    x,
    y: { label: '' },
    columns: layers.length,
    charts: [
      ...chartsOf(drawing, { title: 'dimensions', label: 'participation ratio' }, (at) =>
        dimensions(all, at),
      ),
      ...chartsOf(drawing, { title: 'selectivity', label: 'class selectivity of a unit' }, (at) =>
        selectivities(all, at),
      ),
    ],
  });
}

/** What top-down input does to the layers below the highest, step by step. */
function comingDownFigure({ all, layers, shown, x, line }: Drawing): Promise<Figure> {
  const below = { layers: layers.slice(0, -1), line };
  const distance = {
    title: 'distance from the state without feedback',
    label: 'root mean square over units',
  };
  const gain = { title: 'gain in likeness to its class', label: 'difference in correlation' };
  return linePanels({
    name: 'coming-down',
    title: 'What top-down input does to the layers below the highest',
    caption: `${shown}, of which the second half is asked about. Distance: how far normalised activity is from what it is without top-down weights, root mean square over units. Gain: how much more its pattern is like the mean pattern of its class (than like those of other classes, in correlation) than it is without; mean patterns are those of the bottom-up pass over the first half. ${BANDS} images.`,
    x,
    y: { label: '' },
    charts: [
      ...chartsOf(below, distance, (at) => comingDown(all, at, 'distance')),
      ...chartsOf(below, gain, (at) => comingDown(all, at, 'likeness')),
    ],
  });
}
