import type { Exhibit } from '../../exhibits/exhibit';
import { type Estimate, linePanels, type PanelLine } from '../../exhibits/line-panels';
import { correlation } from '../measures/correlation';
import { estimateAt } from '../measures/estimate-at';
import type { Measured } from '../study';
import { decodingFigures, type RepresentationShown } from './decoding-figures';
import { dissimilarityMatrices } from './dissimilarity-matrices';
import {
  ANSWER,
  EQUALLY,
  NO_LABEL,
  type RepresentationRow,
  representationRows,
} from './representation-rows';

type All = readonly Measured<RepresentationRow>[];

/** Numbers of rows of one kind, network by network. */
export function numbersOf<Row>(rows: readonly (readonly Row[])[], numberOf: (row: Row) => number) {
  return rows.map((some) => some.map(numberOf));
}

/** Decoding, dissimilarity, dimension and selectivity, and what comes down, step by step. */
export async function* representationFigures(
  all: All,
  about: RepresentationShown,
): AsyncGenerator<Exhibit> {
  const { shown, steps, classes, seed } = about;
  const ticks = Array.from({ length: steps + 1 }, (_, step) => step);
  const bands = 'Bands: 95\u00a0% intervals over networks and';
  const layers = [
    ...new Set(
      representationRows(all, 'dimension', {})
        .flat()
        .map(({ layer }) => layer),
    ),
  ];
  const x = { label: 'time step', ticks };
  const line = (text: string, tableAt: (step: number) => readonly number[][]): PanelLine => ({
    text,
    points: ticks.map((step): Estimate => estimateAt(step, tableAt(step), seed)),
  });
  yield* decodingFigures(all, layers, about);
  yield dissimilarityMatrices(all, { shown, steps, classes, layers });

  const unlike = (held: string, layer: number, step: number) =>
    representationRows(all, 'unlike', { held, layer, step }).map((rows) =>
      rows.map(({ dissimilarity }) => dissimilarity),
    );
  const three = [EQUALLY, NO_LABEL, ANSWER];
  yield linePanels({
    name: 'dissimilarity-change',
    title: 'How unlike classes are, and how that changes from step to step',
    caption: `${shown}. Above: one less the correlation of the mean patterns of two classes, mean over pairs of classes. Below: one less the correlation of the dissimilarities of all pairs with those one step before; 0 where nothing changes. Mean over networks; ${bands.toLowerCase()} pairs.`,
    x,
    y: { label: '' },
    columns: layers.length,
    charts: [
      ...layers.map((layer) => ({
        title: `layer ${layer}: dissimilarity`,
        y: { label: '1 − correlation' },
        lines: three.map((held) => line(held, (step) => unlike(held, layer, step))),
      })),
      ...layers.map((layer) => ({
        title: `layer ${layer}: change of all dissimilarities`,
        y: { label: '1 − correlation with the step before' },
        lines: three.map((held) => ({
          text: held,
          points: ticks.slice(1).map((step) => {
            const [now, before] = [unlike(held, layer, step), unlike(held, layer, step - 1)];
            const each = now.map((row, at) => 1 - correlation(row, before[at] as number[]));
            return { x: step, y: each.reduce((sum, one) => sum + one, 0) / each.length };
          }),
        })),
      })),
    ],
  });

  yield linePanels({
    name: 'dimension-and-selectivity',
    title: 'Over how many dimensions states spread, and how choosy units are',
    caption: `${shown}. Above: participation ratio of the states of a part of the images; ${bands.toLowerCase()} parts. Below: (most − mean of the others) / (most + mean of the others) of a unit's mean activity by class, mean over units; ${bands.toLowerCase()} units.`,
    x,
    y: { label: '' },
    columns: layers.length,
    charts: [
      ...layers.map((layer) => ({
        title: `layer ${layer}: dimensions`,
        y: { label: 'participation ratio' },
        lines: three.map((held) =>
          line(held, (step) =>
            numbersOf(
              representationRows(all, 'dimension', { held, layer, step }),
              ({ ratio }) => ratio,
            ),
          ),
        ),
      })),
      ...layers.map((layer) => ({
        title: `layer ${layer}: selectivity`,
        y: { label: 'class selectivity of a unit' },
        lines: three.map((held) =>
          line(held, (step) =>
            numbersOf(
              representationRows(all, 'unit', { held, layer, step }),
              ({ selectivity }) => selectivity,
            ),
          ),
        ),
      })),
    ],
  });

  const below = layers.slice(0, -1);
  const comingDown = (
    title: string,
    label: string,
    numberOf: (row: Extract<RepresentationRow, { kind: 'coming-down' }>) => number,
  ) =>
    below.map((layer) => ({
      title: `layer ${layer}: ${title}`,
      y: { label },
      lines: three.map((held) =>
        line(held, (step) =>
          numbersOf(representationRows(all, 'coming-down', { held, layer, step }), numberOf),
        ),
      ),
    }));
  if (below.length > 0)
    yield linePanels({
      name: 'coming-down',
      title: 'What top-down input does to the layers below the highest',
      caption: `${shown}, of which the second half is asked about. Distance: how far normalised activity is from what it is without top-down weights, root mean square over units. Gain: how much more its pattern is like the mean pattern of its class (than like those of other classes, in correlation) than it is without; mean patterns are those of the bottom-up pass over the first half. ${bands} images.`,
      x,
      y: { label: '' },
      charts: [
        ...comingDown(
          'distance from without',
          'root mean square over units',
          ({ distance }) => distance,
        ),
        ...comingDown(
          'gain in likeness to its class',
          'difference in correlation',
          ({ likeness }) => likeness,
        ),
      ],
    });
}
