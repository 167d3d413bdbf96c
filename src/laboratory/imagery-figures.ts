import type { Exhibit } from '../exhibits/exhibit';
import { filmStrips } from '../exhibits/film-strips';
import { intervalRows } from '../exhibits/interval-rows';
import { linePanels } from '../exhibits/line-panels';
import { standardised } from './correlation';
import { estimateAt } from './estimate-at';
import {
  drawingValues,
  type ImageryRow,
  layersIn,
  layerValues,
  readBy,
  readersIn,
} from './imagery-rows';
import { BOTTOMS, type Bottom } from './imagery-trials';
import { meanRows } from './mean-rows';
import { pictureIn } from './picture-text';
import type { Measured } from './study';

type All = readonly Measured<ImageryRow>[];

/** What is at the bottom, in words. */
export const BOTTOM_WORDS: Record<Bottom, string> = {
  blank: 'nothing',
  scrambled: 'scrambled digits',
  noise: 'noise',
  seen: 'the digit itself',
};

/** What the figures say of themselves. */
export interface ImageryShown {
  /** `200 images (mnist test), 3 networks` */
  readonly shown: string;
  /** The step at which others look at the drawings. */
  readonly step: number;
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  readonly seed: number;
}

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
const stepsIn = (all: All) => [
  ...new Set(all[0]?.rows.flatMap((row) => (row.kind === 'drawing' ? row.step : []))),
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

/** What layer 1 of the first network expects of the pixels under each label. */
function imaginedPictures(measured: All, { classes, step: read, ...size }: ImageryShown) {
  const labels = Array.from({ length: classes }, (_, label) => label);
  const last = stepsIn(measured).at(-1) as number;
  const picturesOf = (network: All[number] | undefined, shows: string, step: number) =>
    (network?.rows ?? []).flatMap((row) =>
      row.kind === 'picture' && row.shows === shows && row.step === step
        ? [pictureIn(row.picture)]
        : [],
    );
  const pictures = (shows: string, step: number) => picturesOf(measured[0], shows, step);
  const each = measured.map((network) => picturesOf(network, 'blank', last).map(standardised));
  const together = labels.map((label) =>
    meanRows(each.map((network) => network[label] as Float64Array)),
  );
  const nothing = [2, read, last].map((step) => ({
    title: `nothing, step ${step}`,
    fields: pictures('blank', step),
  }));
  const strips = [
    { title: 'mean image', fields: pictures('mean image', 0) },
    ...nothing,
    {
      title: `… of ${measured.length} network${measured.length === 1 ? '' : 's'}`,
      fields: together,
    },
    { title: '… less their mean', fields: apart(together) },
    { title: `scrambled, step ${read}`, fields: pictures('scrambled', read) },
  ];
  return filmStrips({
    name: 'drawings',
    title: 'What a label makes layer 1 expect of the pixels',
    caption: `${measured[0]?.name}. Above: mean training images. Below: the state of layer 1 through the weights by which it sees the pixels, under each label over nothing (then the mean of all networks, and what sets a label apart from the mean of all labels), and over one scrambled digit. Orange: ink is expected, blue: none is; each has a scale of its own.`,
    heads: labels.map(String),
    size,
    strips: strips.map(({ title, fields }) => ({
      title,
      pictures: fields.map((pixels) => ({ pixels, field: true })),
    })),
  });
}

/** Pictures less the mean of all. */
function apart(pictures: readonly Float64Array[]): Float64Array[] {
  const mean = meanRows(pictures);
  return pictures.map((picture) => picture.map((value, at) => value - (mean[at] as number)));
}
