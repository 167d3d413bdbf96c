import type { Exhibit } from '../../exhibits/exhibit';
import { linePanels } from '../../exhibits/line-panels';
import type { Measured } from '../study';
import { decodedAsHeld, decodedWrong } from './decoded-values';
import {
  ANSWER,
  EQUALLY,
  NO_LABEL,
  type RepresentationRow,
  SILENCED,
  TRUTH,
  WRONG,
} from './representation-rows';
import { BANDS, stepLines } from './step-lines';

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
): Promise<Exhibit> {
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
): Promise<Exhibit> {
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
