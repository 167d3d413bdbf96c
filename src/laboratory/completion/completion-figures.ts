import type { LabelledImages } from '../../data/labelled-images';
import type { Exhibit } from '../../exhibits/exhibit';
import { intervalRows } from '../../exhibits/interval-rows';
import { linePanels } from '../../exhibits/line-panels';
import { HALVES } from '../../stimuli/hidden-half';
import { estimateAt } from '../measures/estimate-at';
import { itemTable } from '../measures/item-table';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import { type CompletionShown, completed, FITS } from './completion-pictures';
import {
  type CompletionRow,
  FILLS,
  type Fill,
  meanOf,
  PREDICTIONS,
  type Prediction,
} from './completion-rows';
import { fitsBy, readingsIn, wrongBy } from './completion-values';

type All = readonly Measured<CompletionRow>[];

const fills = Object.keys(FILLS) as Fill[];

/** What is expected where half of an image is hidden, how well it fits, and how it is recognised. */
export async function* completionFigures(
  all: All,
  about: CompletionShown,
): AsyncGenerator<Exhibit> {
  yield completed(all, about);
  yield fitFigure(all, about);
  yield fitByStepFigure(all, about);
  yield recognitionFigure(all, about);
}

/** A number and its interval. */
function interval(values: readonly Float64Array[], seed: number) {
  const { y, low = y, high = y } = estimateAt(0, values, seed);
  return { estimate: y, low, high };
}

/** How many wrong labels an image has, in a caption's words. */
function othersOf({ classes }: LabelledImages): string {
  return classes === 10 ? 'nine' : String(classes - 1);
}

function fitFigure(all: All, { shown, images, seed }: CompletionShown): Promise<Exhibit> {
  return intervalRows({
    name: 'fit',
    title: 'How well the hidden half is predicted',
    caption: `${shown}, each with each half hidden in turn: black, or grey. Correlation over the hidden pixels between a prediction and what is there, mean over halves in which there is any ink. Layer 1: its state at the end of the window, through the weights by which it sees the pixels; wrong labels: mean over ${othersOf(images)}. Its bottom-up pass is also its state with top-down weights silenced. Mean images are of training images. Lines: 95 % intervals over networks and images.`,
    label: FITS,
    charts: fills.map((fill) => ({
      title: `hidden by ${fill}`,
      rows: (Object.keys(PREDICTIONS) as Prediction[]).map((prediction) => ({
        text: PREDICTIONS[prediction],
        ...interval(
          fitsBy(all, fill, (row) => row[prediction]),
          seed,
        ),
      })),
    })),
  });
}

function fitByStepFigure(all: All, { shown, images, seed }: CompletionShown): Promise<Exhibit> {
  const steps = [...new Set(rowsOfKind(all, 'fit step')[0]?.rows.map(({ step }) => step) ?? [])];
  return linePanels({
    name: 'fit-by-step',
    title: 'How well layer 1 predicts the hidden half, step by step',
    caption: `${shown}. A label takes a step a layer to reach layer 1. Wrong labels: mean over ${othersOf(images)}. No label: nothing is held at the top, and what comes down to layer 1 is what the layer above makes of the image itself. Bands: 95 % intervals over networks and images.`,
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
            itemTable(rowsOfKind(all, 'fit step'), (rows) =>
              meanOf(rows.map((row) => (row.fill === fill && row.step === step ? row[key] : null))),
            ),
            seed,
          ),
        ),
      })),
    })),
  });
}

function recognitionFigure(all: All, { shown, seed }: CompletionShown): Promise<Exhibit> {
  return intervalRows({
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
          ...interval(wrongBy(all, fill, reading, half), seed),
        })),
      })),
    ),
  });
}
