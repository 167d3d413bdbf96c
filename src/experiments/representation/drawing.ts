import type { LabelledImages } from '../../images/labelled-images';
import type { CrossedTable } from '../../statistics/crossed-estimate';
import { estimateLine } from '../measures/estimates';
import { layersIn } from '../measures/rows';
import { type AllMeasured, type Asked, seenInWords } from '../study';
import type { REPRESENTATION_OPTIONS } from './measure';
import { ANSWER, EQUALLY, type HeldAt, NO_LABEL, type RepresentationRow } from './rows';

export type RepresentationDrawing = ReturnType<typeof representationDrawing>;

/** What is drawn, over steps from 0 on, and the line of a table a step. */
export function representationDrawing(
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

/** What is held at the top, of the lines that are drawn. */
export const HELD = [EQUALLY, NO_LABEL, ANSWER];

/** A chart for each layer of one measure, with a line for each of what is held. */
export function chartsOf(
  { layers, line }: Pick<RepresentationDrawing, 'layers' | 'line'>,
  { title, label }: { readonly title: string; readonly label: string },
  tableAt: (at: HeldAt) => CrossedTable,
) {
  return layers.map((layer) => ({
    title: `layer ${layer}: ${title}`,
    y: { label },
    lines: HELD.map((held) => line(held, (step) => tableAt({ held, layer, step }))),
  }));
}
