import type { Exhibit } from '../../exhibits/exhibit';
import { linePanels, type PanelLine } from '../../exhibits/line-panels';
import { letterAt } from '../measures/answer-letters';
import { estimateAt } from '../measures/estimate-at';
import type { Measured } from '../study';
import {
  ANSWER,
  EQUALLY,
  NO_LABEL,
  type RepresentationRow,
  representationRows,
  SILENCED,
  TRUTH,
  WRONG,
} from './representation-rows';

type All = readonly Measured<RepresentationRow>[];

/** What the figures say of themselves. */
export interface RepresentationShown {
  /** `1000 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly steps: number;
  readonly classes: number;
  readonly seed: number;
}

/** Images that decoders get wrong at this step, each 0 or 100: [networks][images]. */
export function decodedWrong(
  all: All,
  about: { readonly held: string; readonly by: 'own' | 'equally'; readonly layer: number },
  step: number,
): number[][] {
  return representationRows(all, 'decoded', about).map((rows) =>
    rows.map(({ letters, label }) => (letterAt(letters, step) === label ? 0 : 100)),
  );
}

/** Images that are taken for the wrong label that is held, each 0 or 100: [networks][images]. */
export function decodedAsHeld(all: All, layer: number, step: number): number[][] {
  return representationRows(all, 'decoded', { held: WRONG, by: 'equally', layer }).map((rows) =>
    rows.map(({ letters, heldLabel }) => (letterAt(letters, step) === heldLabel ? 100 : 0)),
  );
}

/** What linear decoders read from each layer, step by step. */
export async function* decodingFigures(
  all: All,
  layers: readonly number[],
  { shown, steps, seed }: RepresentationShown,
): AsyncGenerator<Exhibit> {
  const ticks = Array.from({ length: steps + 1 }, (_, step) => step);
  const x = { label: 'time step', ticks };
  const bands = 'Bands: 95\u00a0% intervals over networks and';
  const line = (text: string, tableAt: (step: number) => readonly number[][]): PanelLine => ({
    text,
    points: ticks.map((step) => estimateAt(step, tableAt(step), seed)),
  });
  const byLayer = (lines: (layer: number) => readonly PanelLine[]) =>
    layers.map((layer) => ({ title: `layer ${layer}`, lines: lines(layer) }));
  yield linePanels({
    name: 'decoding',
    title: 'How often a linear decoder misreads the label from a layer',
    caption: `${shown}. A decoder for each layer, step and what is held learns from the first half of the images (ridge regression on normalised activity) and is asked about the second half. Under the true label the decoder can read what is held instead of what is seen: that line is a control and not a result, and so, in part, is that of its own answer. Step 0 is the bottom-up pass. ${bands} images, of every label held equally.`,
    x,
    y: { label: 'error, %' },
    charts: byLayer((layer) =>
      [EQUALLY, NO_LABEL, SILENCED, ANSWER, TRUTH].map((held) => {
        const wrong = (step: number) => decodedWrong(all, { held, by: 'own', layer }, step);
        const { text, points } = line(held, wrong);
        return { text, points: held === EQUALLY ? points : points.map(({ x, y }) => ({ x, y })) };
      }),
    ),
  });

  yield linePanels({
    name: 'misled',
    title: 'What is read from a layer while a wrong label is held at the top',
    caption: `${shown}. The decoders have learnt while every label was held equally, so they have not met a label that is held. The second half of the images, each under a wrong label that is drawn: how often its true label is read from a layer, and how often the label that is held. ${bands} images.`,
    x,
    y: { label: 'images, %' },
    charts: byLayer((layer) => [
      line('true label', (step) =>
        decodedWrong(all, { held: WRONG, by: 'equally', layer }, step).map((row) =>
          row.map((wrong) => 100 - wrong),
        ),
      ),
      line('label held', (step) => decodedAsHeld(all, layer, step)),
    ]),
  });
}
