import type { Figure } from '../../charts/figure';
import { linePanels, type PanelLine } from '../../charts/line-panels';
import { estimateAt } from '../measures/rows';
import type { Measured } from '../study';
import {
  ANSWER,
  decodedAsHeld,
  decodedWrong,
  EQUALLY,
  NO_LABEL,
  type RepresentationRow,
  SILENCED,
  TRUTH,
  WRONG,
} from './rows';

type All = readonly Measured<RepresentationRow>[];

/** What the figures say of themselves. */
export interface RepresentationShown {
  /** `1000 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly steps: number;
  readonly classes: number;
  readonly seed: number;
}

/** How often linear decoders misread the label from each layer, step by step. */
export function decodingFigure(
  all: All,
  layers: readonly number[],
  { shown, ...about }: RepresentationShown,
): Promise<Figure> {
  const { x, line } = stepLines(about);
  return linePanels({
    name: 'decoding',
    title: 'How often a linear decoder misreads the label from a layer',
    caption: `${shown}. A decoder for each layer, step and what is held learns from the first half of the images (ridge regression on normalised activity) and is asked about the second half. Under the true label the decoder can read what is held instead of what is seen: that line is a control and not a result, and so, in part, is that of its own answer. Step 0 is the bottom-up pass. ${BANDS} images, of every label held equally.`,
    x,
    y: { label: 'error, %' },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: [EQUALLY, NO_LABEL, SILENCED, ANSWER, TRUTH].map((held) => {
        const wrong = (step: number) => decodedWrong(all, { held, by: 'own', layer }, step);
        const { text, points } = line(held, wrong);
        return { text, points: held === EQUALLY ? points : points.map(({ x, y }) => ({ x, y })) };
      }),
    })),
  });
}

/** What the decoders that have met no label read under a wrong one. */
export function misledFigure(
  all: All,
  layers: readonly number[],
  { shown, ...about }: RepresentationShown,
): Promise<Figure> {
  const { x, line } = stepLines(about);
  return linePanels({
    name: 'misled',
    title: 'What is read from a layer while a wrong label is held at the top',
    caption: `${shown}. The decoders have learnt while every label was held equally, so they have not met a label that is held. The second half of the images, each under a wrong label that is drawn: how often its true label is read from a layer, and how often the label that is held. ${BANDS} images.`,
    x,
    y: { label: 'images, %' },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: [
        line('true label', (step) =>
          decodedWrong(all, { held: WRONG, by: 'equally', layer }, step).map((row) =>
            row.map((wrong) => 100 - wrong),
          ),
        ),
        line('label held', (step) => decodedAsHeld(all, layer, step)),
      ],
    })),
  });
}

/** A table of numbers at each step: [networks][items]. */
type TableAt = (step: number) => readonly ArrayLike<number>[];

/** Steps from 0 on: what an axis names, and the line of a table a step. */
export function stepLines({ steps, seed }: { readonly steps: number; readonly seed: number }) {
  const ticks = Array.from({ length: steps + 1 }, (_, step) => step);
  return {
    x: { label: 'time step', ticks },
    line: (text: string, tableAt: TableAt): PanelLine => ({
      text,
      points: ticks.map((step) => estimateAt(step, tableAt(step), seed)),
    }),
  };
}

/** What captions say of intervals, and what is to follow: of what, besides networks. */
export const BANDS = 'Bands: 95\u00a0% intervals over networks and';
