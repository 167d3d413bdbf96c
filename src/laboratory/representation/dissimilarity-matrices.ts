import { type Exhibit, exhibit } from '../../exhibits/exhibit';
import { colourBar } from '../../figures/colour-bar';
import { VIRIDIS } from '../../figures/colour-maps';
import { type Matrix, raster } from '../../figures/raster';
import { IN_PIXELS, tiles } from '../../figures/tiles';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import { ANSWER, EQUALLY, type RepresentationRow } from './representation-rows';

type All = readonly Measured<RepresentationRow>[];

/** What is drawn. */
export interface MatricesShown {
  /** `1000 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly steps: number;
  readonly classes: number;
  readonly layers: readonly number[];
}

/** Pixels of a matrix, and around matrices. */
const SIZE = 120;
const PITCH = 140;
const LEFT = 190;
const TOP = 14;

/** Dissimilarity matrices of classes at some steps, by layer and what is held. */
export function dissimilarityMatrices(
  all: All,
  { shown, steps, classes, layers }: MatricesShown,
): Promise<Exhibit> {
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
  return exhibit('dissimilarity', (plot) => {
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
      title: 'How unlike the mean patterns of classes are',
      caption: `${shown}. Each matrix: classes 0 to ${classes - 1} from the top and from the left; one less the correlation over units of their mean normalised activity, mean over networks. Step 0 is the bottom-up pass.`,
      options: { ...IN_PIXELS, width: right + 110, height: top, marks: [...marks, ...bar] },
    };
  });
}

/** The whole matrix of dissimilarities, mean over networks; a class that has none is left out. */
function matrixOf(
  all: All,
  about: { readonly layer: number; readonly held: string; readonly step: number },
  classes: number,
): Matrix {
  const values = new Float64Array(classes * classes);
  for (const { rows } of rowsOfKind(all, 'unlike', about))
    for (const { one, other, dissimilarity } of rows)
      for (const at of [one * classes + other, other * classes + one])
        values[at] = (values[at] as number) + dissimilarity / all.length;
  return { rows: classes, columns: classes, values };
}
