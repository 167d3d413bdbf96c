import type { Measured } from '../study';
import { drawingValues, type ImageryRow, readBy, readersIn } from './imagery-rows';
import type { Bottom } from './imagery-trials';

type All = readonly Measured<ImageryRow>[];

/** What is at the bottom, in words. */
export const BOTTOM_WORDS: Record<Bottom, string> = {
  blank: 'nothing',
  scrambled: 'scrambled images',
  noise: 'noise',
  seen: 'the image itself',
};

/** Who says the label, and how often: [networks][items]. */
export const saidBy = (all: All, step: number) => [
  {
    reader: 'the readout of the layers',
    short: 'layers, by readout',
    of: (bottom: Bottom) => drawingValues(all, { bottom, step }, 'read'),
  },
  {
    reader: 'the readout that is shown the drawing',
    short: 'drawing, by readout',
    of: (bottom: Bottom) => drawingValues(all, { bottom, step }, 'shown'),
  },
  ...readersIn(all).map((reader) => ({
    reader: `${reader} that is shown the drawing`,
    short: `drawing, by ${reader}`,
    of: (bottom: Bottom) => readBy(all, bottom, reader),
  })),
];
