import type { Exhibit } from '../../exhibits/exhibit';
import { linePanels } from '../../exhibits/line-panels';
import { mean } from '../../statistics/mean';
import { correlation } from '../measures/correlation';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import type { RepresentationShown } from './decoding-figures';
import { ANSWER, EQUALLY, NO_LABEL, type RepresentationRow } from './representation-rows';
import { numbersOf, unlikeness } from './representation-values';
import { BANDS, stepLines } from './step-lines';

type All = readonly Measured<RepresentationRow>[];

/** What is held at the top, of the lines that are drawn. */
const HELD = [EQUALLY, NO_LABEL, ANSWER];

/** How unlike classes are at each step, and how that changes from the step before. */
export function dissimilarityChange(
  all: All,
  layers: readonly number[],
  { shown, ...about }: RepresentationShown,
): Promise<Exhibit> {
  const { x, line } = stepLines(about);
  return linePanels({
    name: 'dissimilarity-change',
    title: 'How unlike classes are, and how that changes from step to step',
    caption: `${shown}. Above: one less the correlation of the mean patterns of two classes, mean over pairs of classes. Below: one less the correlation of the dissimilarities of all pairs with those one step before; 0 where nothing changes. Mean over networks; ${BANDS.toLowerCase()} pairs.`,
    x,
    y: { label: '' },
    columns: layers.length,
    charts: [
      ...layers.map((layer) => ({
        title: `layer ${layer}: dissimilarity`,
        y: { label: '1 − correlation' },
        lines: HELD.map((held) => line(held, (step) => unlikeness(all, { held, layer, step }))),
      })),
      ...layers.map((layer) => ({
        title: `layer ${layer}: change of all dissimilarities`,
        y: { label: '1 − correlation with the step before' },
        lines: HELD.map((held) => ({
          text: held,
          points: x.ticks.slice(1).map((step) => {
            const [now, before] = [step, step - 1].map((at) =>
              unlikeness(all, { held, layer, step: at }),
            ) as [number[][], number[][]];
            const each = now.map((row, at) => 1 - correlation(row, before[at] as number[]));
            return { x: step, y: mean(each) };
          }),
        })),
      })),
    ],
  });
}

/** Over how many dimensions states spread at each step, and how choosy units are. */
export function dimensionFigure(
  all: All,
  layers: readonly number[],
  { shown, ...about }: RepresentationShown,
): Promise<Exhibit> {
  const { x, line } = stepLines(about);
  return linePanels({
    name: 'dimension-and-selectivity',
    title: 'Over how many dimensions states spread, and how choosy units are',
    caption: `${shown}. Above: participation ratio of the states of a part of the images; ${BANDS.toLowerCase()} parts. Below: (most − mean of the others) / (most + mean of the others) of a unit's mean activity by class, mean over units; ${BANDS.toLowerCase()} units.`,
    x,
    y: { label: '' },
    columns: layers.length,
    charts: [
      ...layers.map((layer) => ({
        title: `layer ${layer}: dimensions`,
        y: { label: 'participation ratio' },
        lines: HELD.map((held) =>
          line(held, (step) =>
            numbersOf(rowsOfKind(all, 'dimension', { held, layer, step }), ({ ratio }) => ratio),
          ),
        ),
      })),
      ...layers.map((layer) => ({
        title: `layer ${layer}: selectivity`,
        y: { label: 'class selectivity of a unit' },
        lines: HELD.map((held) =>
          line(held, (step) =>
            numbersOf(
              rowsOfKind(all, 'unit', { held, layer, step }),
              ({ selectivity }) => selectivity,
            ),
          ),
        ),
      })),
    ],
  });
}
