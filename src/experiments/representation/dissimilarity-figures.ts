import { VIRIDIS } from '../../charts/colours';
import { drawFigure, type Figure } from '../../charts/figure';
import { colourBar } from '../../charts/heat-map';
import { linePanels } from '../../charts/line-panels';
import { type Matrix, raster } from '../../charts/raster';
import { IN_PIXELS, tiles } from '../../charts/tiles';
import { mean } from '../../statistics/mean';
import { bandsOver } from '../measures/estimates';
import { correlation } from '../measures/likeness';
import { rowsOfKind } from '../measures/rows';
import { chartsOf, HELD, type RepresentationDrawing } from './drawing';
import { ANSWER, EQUALLY, type HeldAt, pairDissimilarities, unlikeness } from './rows';

/** How unlike classes are at each step, and how that changes from the step before. */
export function dissimilarityChange(drawing: RepresentationDrawing): Promise<Figure> {
  const { all, layers, shown, x } = drawing;
  const change = ({ step, ...where }: HeldAt) => {
    const before = pairDissimilarities(all, { ...where, step: step - 1 });
    const now = pairDissimilarities(all, { ...where, step });
    return mean(now.map((row, at) => 1 - correlation(row, before[at] as number[])));
  };
  return linePanels({
    name: 'dissimilarity-change',
    title: 'Dissimilarity of classes, and its change from step to step',
    caption: `${shown}. Above: one minus the correlation of the mean patterns of two classes, mean over pairs of classes. Below: one minus the correlation of the dissimilarities of all pairs with those one step before; 0 means no change. Mean over networks; ${bandsOver('classes').toLowerCase()}`,
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

/** Pixels of a matrix, and around matrices. */
const SIZE = 120;
const PITCH = 140;
const LEFT = 190;
const TOP = 14;

/** Dissimilarity matrices of classes at some steps, by layer and what is held. */
export function dissimilarityMatrices({
  all,
  shown,
  steps,
  classes,
  layers,
}: RepresentationDrawing): Promise<Figure> {
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
function matrixOf(all: RepresentationDrawing['all'], at: HeldAt, classes: number): Matrix {
  const values = new Float64Array(classes * classes);
  for (const { rows } of rowsOfKind(all, 'unlike', at))
    for (const { one, other, dissimilarity } of rows)
      for (const place of [one * classes + other, other * classes + one])
        values[place] = (values[place] as number) + dissimilarity / all.length;
  return { rows: classes, columns: classes, values };
}
