import type { Figure } from '../../charts/figure';
import { filmStrips } from '../../charts/film-strips';
import { expectedInWords } from '../../charts/image-tile';
import { intervalRows } from '../../charts/interval-rows';
import { linePanels } from '../../charts/line-panels';
import { type LabelledImages, nameFor, nameOf, pixelsOf } from '../../images/labelled-images';
import { HALVES, hideHalf } from '../../images/stimuli/hidden-half';
import { pictureIn } from '../measures/drawings';
import { estimateLine, estimateRow } from '../measures/estimates';
import { distinct, itemTable, rowsOfKind } from '../measures/rows';
import type { AllMeasured } from '../study';
import { halfDrawn } from './drawings';
import {
  type CompletionRow,
  FILLS,
  type Fill,
  fitsBy,
  meanOf,
  PREDICTIONS,
  type Prediction,
  readingsIn,
  wrongBy,
} from './rows';

type All = AllMeasured<CompletionRow>;

/** What the figures say of themselves. */
interface CompletionShown {
  /** `500 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly images: LabelledImages;
}

const FILLED = Object.keys(FILLS) as Fill[];
/** What is measured. */
const FITS = 'correlation with what is hidden';

/** What is expected where half of an image is hidden, how well it fits, and how it is recognised. */
export async function* completionFigures(all: All, about: CompletionShown): AsyncGenerator<Figure> {
  yield completed(all, about);
  yield fitFigure(all, about);
  yield fitByStepFigure(all, about);
  yield recognitionFigure(all, about);
}

/** How many wrong labels an image has, in a caption's words. */
function othersOf({ classes }: LabelledImages): string {
  return classes === 10 ? 'nine' : String(classes - 1);
}

function fitFigure(all: All, { shown, images }: CompletionShown): Promise<Figure> {
  return intervalRows({
    name: 'fit',
    title: 'How well the hidden half is predicted',
    caption: `${shown}, each with each half hidden in turn by black or by grey. Correlation over the hidden pixels between a prediction and the image, mean over the halves that have any ink. Layer 1: its state at the end of the window, projected to the pixels through its bottom-up weights; wrong labels: mean over ${othersOf(images)}. With top-down weights silenced, the state of layer 1 stays that of its bottom-up pass. Mean images are of training images. Lines: 95 % intervals over networks and images.`,
    label: FITS,
    charts: FILLED.map((fill) => ({
      title: `hidden by ${fill}`,
      rows: Object.entries(PREDICTIONS).map(([prediction, text]) => {
        const fits = fitsBy(all, fill, (row) => row[prediction as Prediction]);
        return estimateRow(text, fits);
      }),
    })),
  });
}

function fitByStepFigure(all: All, { shown, images }: CompletionShown): Promise<Figure> {
  const steps = distinct(rowsOfKind(all.slice(0, 1), 'fit step'), ({ step }) => step);
  const lines = { trueLabel: 'true label', wrongLabels: 'wrong labels', noLabel: 'no label' };
  const fits = (fill: Fill, key: keyof typeof lines) => (step: number) =>
    itemTable(rowsOfKind(all, 'fit step', { fill, step }), (rows) =>
      meanOf(rows.map((row) => row[key])),
    );
  return linePanels({
    name: 'fit-by-step',
    title: 'How well layer 1 predicts the hidden half, step by step',
    caption: `${shown}. A label needs one step per layer to reach layer 1. Wrong labels: mean over ${othersOf(images)}. No label: nothing is held at the top, and layer 1 receives only what the layer above makes of the image itself. Bands: 95 % intervals over networks and images.`,
    x: { label: 'time step', ticks: steps },
    y: { label: FITS, fromZero: false },
    charts: FILLED.map((fill) => ({
      title: `hidden by ${fill}`,
      lines: Object.entries(lines).map(([key, text]) =>
        estimateLine(text, steps, fits(fill, key as keyof typeof lines)),
      ),
    })),
  });
}

function recognitionFigure(all: All, { shown }: CompletionShown): Promise<Figure> {
  return intervalRows({
    name: 'recognition',
    title: 'Error on images of which half is hidden',
    caption: `${shown}. top-down: goodness over the window; one-pass: the readout of the same networks; others: feed-forward networks of the same sizes and seeds. Lines: 95 % intervals over networks and images.`,
    label: 'error, %',
    digits: 1,
    charts: HALVES.flatMap((half) =>
      FILLED.map((fill) => ({
        title: `${half} half hidden by ${fill}`,
        rows: readingsIn(all).map((reading) =>
          estimateRow(reading, wrongBy(all, fill, reading, half)),
        ),
      })),
    ),
  });
}

/** The first images, what the network is shown of them, and what it expects. */
function completed(all: All, { images }: CompletionShown): Promise<Figure> {
  const [network] = rowsOfKind(all, 'picture');
  const items = distinct(network ? [network] : [], ({ item }) => item);
  const number = (fit: number | null) => (fit === null ? '–' : fit.toFixed(2).replace('-', '−'));
  const grey = (seen: LabelledImages, item: number) => ({
    pixels: Float32Array.from(pixelsOf(seen, item), (value) => value / 255),
    under: '',
  });
  return filmStrips({
    name: 'completions',
    title: 'What layer 1 expects of the hidden half',
    caption: `The first ${items.length} images (${images.name}), each with one half black; ${network?.name}. The state of layer 1, projected to the pixels through its bottom-up weights: after the bottom-up pass, and at the end of the window under no label, under the true label, and under the wrong label with the highest goodness; last, the mean training image of the class. ${expectedInWords(images)} Numbers: ${FITS}.`,
    heads: ['image', 'shown', 'bottom-up', 'no label', 'true label', 'wrong label', 'class mean'],
    size: images,
    strips: items.map((item) => ({
      title: `${nameOf(images, item)}, ${halfDrawn(item)} hidden`,
      pictures: [
        grey(images, item),
        grey(hideHalf(images, halfDrawn(item)), item),
        ...(network?.rows ?? [])
          .filter((row) => row.item === item)
          .map(({ picture, label, fit, prediction }) => {
            const name =
              prediction === 'wrongLabels' ? `${nameFor(images.classNames, label ?? -1)}: ` : '';
            return { pixels: pictureIn(picture), field: true, under: name + number(fit) };
          }),
      ],
    })),
  });
}
