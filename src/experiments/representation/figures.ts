import { VIRIDIS } from '../../charts/colours';
import { drawFigure, type Figure } from '../../charts/figure';
import { colourBar } from '../../charts/heat-map';
import { linePanels } from '../../charts/line-panels';
import { type Matrix, raster } from '../../charts/raster';
import { IN_PIXELS, tiles } from '../../charts/tiles';
import type { LabelledImages } from '../../images/labelled-images';
import type { CrossedTable } from '../../statistics/crossed-estimate';
import { mean } from '../../statistics/mean';
import { estimateLine, withoutBand } from '../measures/estimates';
import { correlation } from '../measures/likeness';
import { layersIn, rowsOfKind } from '../measures/rows';
import { type AllMeasured, type Asked, seenInWords } from '../study';
import type { REPRESENTATION_OPTIONS } from './measure';
import {
  ANSWER,
  comingDown,
  decodedAsHeld,
  decodedWrong,
  dimensions,
  EQUALLY,
  type HeldAt,
  NO_LABEL,
  pairDissimilarities,
  type RepresentationRow,
  SILENCED,
  selectivities,
  TRUTH,
  unlikeness,
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

type Drawing = ReturnType<typeof drawingOf>;

/** What is drawn, over steps from 0 on, and the line of a table a step. */
function drawingOf(
  all: AllMeasured<RepresentationRow>,
  images: LabelledImages,
  { options: { steps } }: Asked<typeof REPRESENTATION_OPTIONS>,
) {
  const ticks = Array.from({ length: steps + 1 }, (_, step) => step);
  return {
    ...{ all, steps, classes: images.classes, x: { label: 'time step', ticks } },
    shown: seenInWords(images, all),
    layers: layersIn(all, 'dimension'),
    line: (text: string, tableAt: (step: number) => CrossedTable) =>
      estimateLine(text, ticks, tableAt),
  };
}

/** What captions say of intervals, and what is to follow: of what, besides networks. */
const BANDS = 'Bands: 95\u00a0% intervals over networks and';

/** What is held at the top, of the lines that are drawn. */
const HELD = [EQUALLY, NO_LABEL, ANSWER];

/** A chart for each layer of one measure, with a line for each of what is held. */
function chartsOf(
  { layers, line }: Pick<Drawing, 'layers' | 'line'>,
  { title, label }: { readonly title: string; readonly label: string },
  tableAt: (at: HeldAt) => CrossedTable,
) {
  return layers.map((layer) => ({
    title: `layer ${layer}: ${title}`,
    y: { label },
    lines: HELD.map((held) => line(held, (step) => tableAt({ held, layer, step }))),
  }));
}

/** How often linear decoders misread the label from each layer, step by step. */
function decodingFigure({ all, layers, shown, x, line }: Drawing): Promise<Figure> {
  return linePanels({
    name: 'decoding',
    title: 'How often a linear decoder misreads the label from a layer',
    caption: `${shown}. For each layer, step and held label, a decoder learns from the first half of the images (ridge regression on normalised activity) and is tested on the second half. Under the true label the decoder can read what is held instead of what is seen: that line is a control and not a result; the line of its own answer is so in part. Step 0 is the bottom-up pass. ${BANDS} images, for every label equally.`,
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
    caption: `${shown}. The decoders have learnt while every label was held equally, so they have never met a single held label. The second half of the images, each under a random wrong label: how often the true label is read from a layer, and how often the held one. ${BANDS} images.`,
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

/** How unlike classes are at each step, and how that changes from the step before. */
function dissimilarityChange(drawing: Drawing): Promise<Figure> {
  const { all, layers, shown, x } = drawing;
  const change = ({ step, ...where }: HeldAt) => {
    const before = pairDissimilarities(all, { ...where, step: step - 1 });
    const now = pairDissimilarities(all, { ...where, step });
    return mean(now.map((row, at) => 1 - correlation(row, before[at] as number[])));
  };
  return linePanels({
    name: 'dissimilarity-change',
    title: 'Dissimilarity of classes, and its change from step to step',
    caption: `${shown}. Above: one minus the correlation of the mean patterns of two classes, mean over pairs of classes. Below: one minus the correlation of the dissimilarities of all pairs with those one step before; 0 means no change. Mean over networks; ${BANDS.toLowerCase()} classes.`,
    x,
    y: { label: '' },
    columns: layers.length,
    charts: [
      ...chartsOf(drawing, { title: 'dissimilarity', label: '1 − correlation' }, (at) =>
        unlikeness(all, at),
      ),
      ...layers.map((layer) => ({
        title: `layer ${layer}: change of all dissimilarities`,
        y: { label: '1 − correlation with the step before' },
        lines: HELD.map((held) => ({
          text: held,
          points: x.ticks.slice(1).map((step) => ({ x: step, y: change({ held, layer, step }) })),
        })),
      })),
    ],
  });
}

/** Over how many dimensions states spread at each step, and how choosy units are. */
function dimensionFigure(drawing: Drawing): Promise<Figure> {
  const { all, layers, shown, x } = drawing;
  return linePanels({
    name: 'dimension-and-selectivity',
    title: 'Dimension of the states, and selectivity of the units',
    caption: `${shown}. Above: participation ratio of the states evoked by a part of the images; ${BANDS.toLowerCase()} parts. Below: (most − mean of the others) / (most + mean of the others) of a unit's mean activity by class, mean over units; ${BANDS.toLowerCase()} units.`,
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
    title: 'distance from the state without top-down input',
    label: 'root mean square over units',
  };
  const gain = { title: 'gain in likeness to its class', label: 'difference in correlation' };
  return linePanels({
    name: 'coming-down',
    title: 'What top-down input does to the layers below the highest',
    caption: `${shown}; the second half is tested. Distance: root mean square over units of the difference in normalised activity from the state without top-down weights. Gain: by how much top-down weights raise likeness, the correlation of a pattern with the mean pattern of its class minus that with the other classes; mean patterns are those of the bottom-up pass over the first half. ${BANDS} images.`,
    x,
    y: { label: '' },
    charts: [
      ...chartsOf(below, distance, (at) => comingDown(all, at, 'distance')),
      ...chartsOf(below, gain, (at) => comingDown(all, at, 'likeness')),
    ],
  });
}

/** Pixels of a matrix, and around matrices. */
const SIZE = 120;
const PITCH = 140;
const LEFT = 190;
const TOP = 14;

/** Dissimilarity matrices of classes at some steps, by layer and what is held. */
function dissimilarityMatrices({ all, shown, steps, classes, layers }: Drawing): Promise<Figure> {
  const drawn = [...new Set([0, 1, 2, 4, steps])].filter((step) => step <= steps);
  const kinds = layers.flatMap((layer) => [EQUALLY, ANSWER].map((held) => ({ layer, held })));
  const rows = kinds.map((kind) => ({
    ...kind,
    matrices: drawn.map((step) => matrixOf(all, { ...kind, step }, classes)),
  }));
  const most = Math.max(
    ...rows.flatMap(({ matrices }) => matrices.flatMap(({ values }) => Array.from(values))),
  );
  const range = { from: 0, to: Math.ceil(10 * most) / 10 };
  return drawFigure('dissimilarity', (plot) => {
    let top = TOP;
    const marks = rows.flatMap(({ layer, held, matrices }) => {
      const pictures = matrices.map((matrix, at) => ({
        src: raster(matrix, range, VIRIDIS),
        under: `step ${drawn[at]}`,
      }));
      const grid = { columns: drawn.length, width: SIZE, height: SIZE, pitch: PITCH, left: LEFT };
      const laid = tiles(plot, pictures, { ...grid, top });
      const heading = plot.text([`layer ${layer}\n${held}`], {
        ...{ x: 20, y: top + SIZE / 2, textAnchor: 'start', lineHeight: 1.4 },
      });
      top = laid.bottom + 8;
      return [heading, ...laid.marks];
    });
    const right = LEFT + drawn.length * PITCH;
    const box = { left: right + 6, top: TOP + 34, width: 16, height: 180 };
    const bar = colourBar(plot, range, VIRIDIS, { label: '1 − correlation', box });
    return {
      title: 'Dissimilarity of the mean patterns of classes',
      caption: `${shown}. Each matrix: classes 0 to ${classes - 1} from the top and from the left; one minus the correlation over units of their mean normalised activity, mean over networks. Step 0 is the bottom-up pass.`,
      options: { ...IN_PIXELS, width: right + 110, height: top, marks: [...marks, ...bar] },
    };
  });
}

/** The whole matrix of dissimilarities, mean over networks; a class that has none is left out. */
function matrixOf(all: Drawing['all'], at: HeldAt, classes: number): Matrix {
  const values = new Float64Array(classes * classes);
  for (const { rows } of rowsOfKind(all, 'unlike', at))
    for (const { one, other, dissimilarity } of rows)
      for (const place of [one * classes + other, other * classes + one])
        values[place] = (values[place] as number) + dissimilarity / all.length;
  return { rows: classes, columns: classes, values };
}
