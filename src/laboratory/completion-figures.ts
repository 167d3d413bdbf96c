import type { LabelledImages } from '../data/labelled-images';
import type { Exhibit } from '../exhibits/exhibit';
import { filmStrips } from '../exhibits/film-strips';
import { intervalRows } from '../exhibits/interval-rows';
import { linePanels } from '../exhibits/line-panels';
import { HALVES, hideHalf } from '../stimuli/hidden-half';
import { byItem } from './by-item';
import { halfDrawn } from './completion-drawings';
import {
  type CompletionRow,
  completionRows,
  FILLS,
  type Fill,
  type FitRow,
  meanOf,
  PREDICTIONS,
  type Prediction,
} from './completion-rows';
import { estimateAt } from './estimate-at';
import { pictureIn } from './picture-text';
import type { Measured } from './study';

type All = readonly Measured<CompletionRow>[];

/** What the figures say of themselves. */
export interface CompletionShown {
  /** `500 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly images: LabelledImages;
  readonly seed: number;
}

const FITS = 'correlation with what is hidden';
const fills = Object.keys(FILLS) as Fill[];

/** A number of each image, mean over its halves: [networks][images]. */
export function fitsBy(
  all: All,
  fill: Fill,
  numberOf: (row: FitRow) => number | null,
): Float64Array[] {
  return byItem(completionRows(all, 'fit'), (rows) =>
    meanOf(rows.map((row) => (row.fill === fill ? numberOf(row) : null))),
  );
}

/** Readings that every network has, and which images each gets wrong with a half hidden. */
export function readingsIn(all: All): string[] {
  const each = completionRows(all, 'wrong').map(
    ({ rows }) => new Set(rows.map(({ reading }) => reading)),
  );
  return [...(each[0] ?? [])].filter((reading) => each.every((some) => some.has(reading)));
}

/** Error of each image in %, mean over its halves or with this one hidden: [networks][images]. */
export function wrongBy(all: All, fill: Fill, reading: string, half?: string): Float64Array[] {
  return byItem(completionRows(all, 'wrong'), (rows) =>
    meanOf(
      rows
        .filter((row) => row.fill === fill && row.reading === reading)
        .map((row) => (half === undefined || row.half === half ? row.wrong : null)),
    ),
  );
}

/** What is expected where half of an image is hidden, how well it fits, and how it is recognised. */
export async function* completionFigures(
  all: All,
  about: CompletionShown,
): AsyncGenerator<Exhibit> {
  const { shown, seed } = about;
  const interval = (values: readonly Float64Array[]) => {
    const { y, low = y, high = y } = estimateAt(0, values, seed);
    return { estimate: y, low, high };
  };
  yield completed(all, about);
  yield intervalRows({
    name: 'fit',
    title: 'How well the hidden half is predicted',
    caption: `${shown}, each with each half hidden in turn: black, or grey. Correlation over the hidden pixels between a prediction and what is there, mean over halves in which there is any ink. Layer 1: its state at the end of the window, through the weights by which it sees the pixels; wrong labels: mean over nine. Its bottom-up pass is also its state with top-down weights silenced. Mean images are of training images. Lines: 95 % intervals over networks and images.`,
    label: FITS,
    charts: fills.map((fill) => ({
      title: `hidden by ${fill}`,
      rows: (Object.keys(PREDICTIONS) as Prediction[]).map((prediction) => ({
        text: PREDICTIONS[prediction],
        ...interval(fitsBy(all, fill, (row) => row[prediction])),
      })),
    })),
  });
  const steps = [
    ...new Set(completionRows(all, 'fit step')[0]?.rows.map(({ step }) => step) ?? []),
  ];
  yield linePanels({
    name: 'fit-by-step',
    title: 'How well layer 1 predicts the hidden half, step by step',
    caption: `${shown}. A label takes a step a layer to reach layer 1. Wrong labels: mean over nine. No label: nothing is held at the top, and what comes down to layer 1 is what the layer above makes of the image itself. Bands: 95 % intervals over networks and images.`,
    x: { label: 'time step', ticks: steps },
    y: { label: FITS, fromZero: false },
    charts: fills.map((fill) => ({
      title: `hidden by ${fill}`,
      lines: (
        [
          ['true label', 'trueLabel'],
          ['wrong labels', 'wrongLabels'],
          ['no label', 'noLabel'],
        ] as const
      ).map(([text, key]) => ({
        text,
        points: steps.map((step) =>
          estimateAt(
            step,
            byItem(completionRows(all, 'fit step'), (rows) =>
              meanOf(rows.map((row) => (row.fill === fill && row.step === step ? row[key] : null))),
            ),
            seed,
          ),
        ),
      })),
    })),
  });
  yield intervalRows({
    name: 'recognition',
    title: 'Recognising an image of which half is hidden',
    caption: `${shown}. top-down: goodness over the window; one-pass: the readout of the same networks; others: feed-forward networks of the same seeds. Lines: 95 % intervals over networks and images.`,
    label: 'error, %',
    digits: 1,
    charts: HALVES.flatMap((half) =>
      fills.map((fill) => ({
        title: `${half} half hidden by ${fill}`,
        rows: readingsIn(all).map((reading) => ({
          text: reading,
          ...interval(wrongBy(all, fill, reading, half)),
        })),
      })),
    ),
  });
}

/** The first images, what the network is shown of them, and what it expects. */
function completed(all: All, { images }: CompletionShown): Promise<Exhibit> {
  const size = images.rows * images.columns;
  const [network] = completionRows(all, 'picture');
  const items = [...new Set(network?.rows.map(({ item }) => item))];
  const number = (fit: number | null) => (fit === null ? '–' : fit.toFixed(2).replace('-', '−'));
  const grey = (pixels: Uint8Array, item: number) =>
    Float32Array.from(pixels.subarray(item * size, (item + 1) * size), (value) => value / 255);
  return filmStrips({
    name: 'completions',
    title: 'What layer 1 expects of the half that is hidden',
    caption: `The first ${items.length} images (${images.name}), each with one half black; ${network?.name}. The state of layer 1 through the weights by which it sees the pixels: after the bottom-up pass, and at the end of the window under no label, under the true one and under the wrong one of most goodness; beside it the mean training image of the class. Orange: ink is expected, blue: none is; each has a scale of its own. Numbers: ${FITS}.`,
    heads: ['image', 'shown', 'bottom-up', 'no label', 'true label', 'wrong label', 'class mean'],
    size: images,
    strips: items.map((item) => ({
      title: `${images.labels[item]}, ${halfDrawn(item)} hidden`,
      pictures: [
        { pixels: grey(images.pixels, item), under: '' },
        { pixels: grey(hideHalf(images, halfDrawn(item)).pixels, item), under: '' },
        ...(network?.rows ?? [])
          .filter((row) => row.item === item)
          .map(({ picture, label, fit, prediction }) => ({
            pixels: pictureIn(picture),
            field: true,
            under: prediction === 'wrongLabels' ? `${label}: ${number(fit)}` : number(fit),
          })),
      ],
    })),
  });
}
