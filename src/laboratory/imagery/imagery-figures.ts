import type { Exhibit } from '../../exhibits/exhibit';
import { intervalRows } from '../../exhibits/interval-rows';
import { linePanels } from '../../exhibits/line-panels';
import { estimateAt } from '../measures/estimate-at';
import type { Measured } from '../study';
import { type ImageryShown, imaginedPictures } from './imagery-pictures';
import {
  drawingValues,
  type ImageryRow,
  layersIn,
  layerValues,
  readBy,
  readersIn,
  stepsIn,
} from './imagery-rows';
import { BOTTOMS, type Bottom } from './imagery-trials';

type All = readonly Measured<ImageryRow>[];

/** What is at the bottom, in words. */
export const BOTTOM_WORDS: Record<Bottom, string> = {
  blank: 'nothing',
  scrambled: 'scrambled digits',
  noise: 'noise',
  seen: 'the digit itself',
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
/** What labels evoke: as pictures, read by the network and by others, against seeing, and how active. */
export async function* imageryFigures(measured: All, about: ImageryShown): AsyncGenerator<Exhibit> {
  const steps = stepsIn(measured);
  const { shown, seed } = about;
  const under = `Held over nothing: 10 labels. Over scrambled digits (their pixels in random order) and over noise (every grey as likely): the mean over all labels of each of as many pictures as images. The digit itself: under its own label.`;
  const bands = 'Bands: 95 % intervals over networks and labels, or pictures.';
  const x = { label: 'time step', ticks: steps };
  const lines = (values: (at: { bottom: Bottom; step: number }) => readonly number[][]) =>
    BOTTOMS.map((bottom) => ({
      text: BOTTOM_WORDS[bottom],
      points: steps.map((step) => estimateAt(step, values({ bottom, step }), seed)),
    }));
  yield imaginedPictures(measured, about);
  yield linePanels({
    name: 'said-by-step',
    title: 'How often the label that is held is read from what it evokes',
    caption: `${shown}. ${under} Left: the one-pass readout, applied to the states of the layers at each step. Right: what layer 1 expects of the pixels, shown as a picture to the network itself; its readout answers after one pass. By chance: 10 %. ${bands}`,
    x,
    y: { label: 'the label held is said, %' },
    charts: (
      [
        ['read from the layers', 'read'],
        ['its drawing, shown to itself', 'shown'],
      ] as const
    ).map(([title, measure]) => ({
      title,
      lines: lines((at) => drawingValues(measured, at, measure)),
    })),
  });
  yield intervalRows({
    name: 'readers',
    title: `Who reads the label that is held, at step ${about.step}`,
    caption: `${shown}. ${under} The readout of one pass reads the states of the layers; it, and feed-forward networks of the same seeds, are shown what layer 1 expects of the pixels. By chance: 10 %. Lines: 95 % intervals over networks and labels, or pictures.`,
    label: 'the label held is said, %',
    digits: 1,
    charts: BOTTOMS.map((bottom) => ({
      title: `over ${BOTTOM_WORDS[bottom]}`,
      rows: saidBy(measured, about.step).map(({ short, of }) => {
        const { y, low = y, high = y } = estimateAt(0, of(bottom), seed);
        return { text: short, estimate: y, low, high };
      }),
    })),
  });
  yield linePanels({
    name: 'likeness-by-step',
    title: 'How like imagining a label is to seeing its images',
    caption: `${shown}. ${under} Correlation with the mean over images of the label’s class, less the mean correlation with those of the other classes: of the normalised state of each layer (mean states of one bottom-up pass over 2000 training images), and of what layer 1 expects of the pixels (mean training images). ${bands}`,
    x,
    y: { label: 'likeness: own class less others' },
    columns: 3,
    charts: [
      ...layersIn(measured)
        .toReversed()
        .map((layer) => ({
          title: `layer ${layer}`,
          lines: lines((at) => layerValues(measured, { ...at, layer }, 'likeness')),
        })),
      { title: 'pixels', lines: lines((at) => drawingValues(measured, at, 'likeness')) },
    ],
  });
  yield linePanels({
    name: 'goodness-by-step',
    title: 'How active the layers are when they imagine, and when they see',
    caption: `${shown}. ${under} ${bands}`,
    x,
    y: { label: 'goodness a unit' },
    charts: layersIn(measured).map((layer) => ({
      title: `layer ${layer}`,
      lines: lines((at) => layerValues(measured, { ...at, layer }, 'goodness')),
    })),
  });
}
