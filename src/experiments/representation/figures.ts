import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { bandsOver, withoutBand } from '../measures/estimates';
import { dissimilarityChange, dissimilarityMatrices } from './dissimilarity-figures';
import { chartsOf, type RepresentationDrawing, representationDrawing } from './drawing';
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
  ...given: Parameters<typeof representationDrawing>
): AsyncGenerator<Figure> {
  const drawing = representationDrawing(...given);
  yield decodingFigure(drawing);
  yield misledFigure(drawing);
  yield dissimilarityMatrices(drawing);
  yield dissimilarityChange(drawing);
  yield dimensionFigure(drawing);
  if (drawing.layers.length > 1) yield comingDownFigure(drawing);
}

/** How often linear decoders misread the label from each layer, step by step. */
function decodingFigure({ all, layers, shown, x, line }: RepresentationDrawing): Promise<Figure> {
  return linePanels({
    name: 'decoding',
    title: 'How often a linear decoder misreads the label from a layer',
    caption: `${shown}. For each layer, step and held label, a decoder learns from the first half of the images (ridge regression on normalised activity) and is tested on the second half. Under the true label the decoder can read what is held instead of what is seen: that line is a control and not a result; the line of its own answer is so in part. Step 0 is the bottom-up pass. ${bandsOver('images, for every label equally')}`,
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
function misledFigure({ all, layers, shown, x, line }: RepresentationDrawing): Promise<Figure> {
  const right = (layer: number, step: number) =>
    decodedWrong(all, { held: WRONG, by: 'equally', layer }, step).map((row) =>
      row.map((wrong) => 100 - wrong),
    );
  return linePanels({
    name: 'misled',
    title: 'What is read from a layer while a wrong label is held at the top',
    caption: `${shown}. The decoders have learnt while every label was held equally, so they have never met a single held label. The second half of the images, each under a random wrong label: how often the true label is read from a layer, and how often the held one. ${bandsOver('images')}`,
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
function dimensionFigure(drawing: RepresentationDrawing): Promise<Figure> {
  const { all, layers, shown, x } = drawing;
  return linePanels({
    name: 'dimension-and-selectivity',
    title: 'Dimension of the states, and selectivity of the units',
    caption: `${shown}. Above: participation ratio of the states evoked by a part of the images; ${bandsOver('parts').toLowerCase()} Below: (most − mean of the others) / (most + mean of the others) of a unit's mean activity by class, mean over units; ${bandsOver('units').toLowerCase()}`,
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
function comingDownFigure({ all, layers, shown, x, line }: RepresentationDrawing): Promise<Figure> {
  const below = { layers: layers.slice(0, -1), line };
  const distance = {
    title: 'distance from the state without top-down input',
    label: 'root mean square over units',
  };
  const gain = { title: 'gain in likeness to its class', label: 'difference in correlation' };
  return linePanels({
    name: 'coming-down',
    title: 'What top-down input does to the layers below the highest',
    caption: `${shown}; the second half is tested. Distance: root mean square over units of the difference in normalised activity from the state without top-down weights. Gain: by how much top-down weights raise likeness, the correlation of a pattern with the mean pattern of its class minus that with the other classes; mean patterns are those of the bottom-up pass over the first half. ${bandsOver('images')}`,
    x,
    y: { label: '' },
    charts: [
      ...chartsOf(below, distance, (at) => comingDown(all, at, 'distance')),
      ...chartsOf(below, gain, (at) => comingDown(all, at, 'likeness')),
    ],
  });
}
