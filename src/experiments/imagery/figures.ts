import type { Figure } from '../../charts/figure';
import { filmStrips } from '../../charts/film-strips';
import { expectedInWords } from '../../charts/image-tile';
import { intervalRows } from '../../charts/interval-rows';
import { linePanels } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import type { CrossedTable } from '../../statistics/crossed-estimate';
import { bandsOver, estimateLine, estimateRow } from '../measures/estimates';
import { normed } from '../measures/likeness';
import { layersIn, meanRows } from '../measures/rows';
import { type AllMeasured, networksInWords, seenInWords } from '../study';
import {
  BOTTOM_WORDS,
  chanceOf,
  drawingValues,
  type ImageryRow,
  imageryPictures,
  layerValues,
  readStep,
  saidBy,
  stepsIn,
} from './rows';
import { BOTTOMS, type Bottom } from './trials';

type All = AllMeasured<ImageryRow>;

/** What labels evoke: as pictures, read by the network and by others, against seeing, and how active. */
export async function* imageryFigures(all: All, images: LabelledImages): AsyncGenerator<Figure> {
  const drawing = drawingOf(all, images);
  yield imaginedPictures(drawing);
  yield saidFigure(drawing);
  yield readersFigure(drawing);
  yield likenessFigure(drawing);
  yield goodnessFigure(drawing);
}

type Drawing = ReturnType<typeof drawingOf>;

/** What is drawn, in captions' words; the axis of steps, and a line for each bottom of a table a step. */
function drawingOf(all: All, images: LabelledImages) {
  const steps = stepsIn(all);
  return {
    ...{ all, images, steps },
    /** The step at which others look at the drawings. */
    step: readStep(all),
    layers: layersIn(all, 'layer'),
    shown: seenInWords(images, all),
    chance: Number(chanceOf(all).toPrecision(2)),
    under: `Held over a blank image: ${images.classes} labels. Over scrambled images (their pixels in random order) and over noise (every value equally likely): for each of as many pictures as there are images, the mean over all labels. The image itself: under its own label.`,
    x: { label: 'time step', ticks: steps },
    lines: (tableAt: (at: { bottom: Bottom; step: number }) => CrossedTable) =>
      BOTTOMS.map((bottom) =>
        estimateLine(BOTTOM_WORDS[bottom], steps, (step) => tableAt({ bottom, step })),
      ),
  };
}

const BANDS = bandsOver('labels, or pictures');

function saidFigure({ all, shown, under, chance, x, lines }: Drawing): Promise<Figure> {
  return linePanels({
    name: 'said-by-step',
    title: 'How often the readout reads the held label from what it evokes',
    caption: `${shown}. ${under} Left: the one-pass readout, applied to the states of the layers at each step. Right: what layer 1 expects of the pixels, shown as a picture to the network itself; its readout answers after one pass. By chance: ${chance} %. ${BANDS}`,
    x,
    y: { label: 'the held label is read, %' },
    charts: [
      { title: 'read from the layers', lines: lines((at) => drawingValues(all, at, 'read')) },
      {
        title: 'its drawing, shown to itself',
        lines: lines((at) => drawingValues(all, at, 'shown')),
      },
    ],
  });
}

function readersFigure({ all, shown, under, chance, step }: Drawing): Promise<Figure> {
  const readers = saidBy(all, step);
  const shownIt =
    readers.length > 2 ? 'It and feed-forward networks of the same sizes and seeds are' : 'It is';
  return intervalRows({
    name: 'readers',
    title: `Which networks read the held label, at step ${step}`,
    caption: `${shown}. ${under} The one-pass readout reads the states of the layers. ${shownIt} also shown what layer 1 expects of the pixels, as a picture. By chance: ${chance} %. Lines: 95 % intervals over networks and labels, or pictures.`,
    label: 'the held label is read, %',
    digits: 1,
    charts: BOTTOMS.map((bottom) => ({
      title: `over ${BOTTOM_WORDS[bottom]}`,
      rows: readers.map(({ short, of }) => estimateRow(short, of(bottom))),
    })),
  });
}

function likenessFigure({ all, shown, under, layers, x, lines }: Drawing): Promise<Figure> {
  return linePanels({
    name: 'likeness-by-step',
    title: 'How similar the states evoked by a label are to those evoked by its images',
    caption: `${shown}. ${under} Correlation with the mean over images of the label’s class, minus the mean correlation with those of the other classes: of the normalised state of each layer (mean states of one bottom-up pass over 2000 training images), and of what layer 1 expects of the pixels (mean training images). ${BANDS}`,
    x,
    y: { label: 'likeness: own class minus others' },
    columns: 3,
    charts: [
      ...layers.toReversed().map((layer) => ({
        title: `layer ${layer}`,
        lines: lines((at) => layerValues(all, { ...at, layer }, 'likeness')),
      })),
      { title: 'pixels', lines: lines((at) => drawingValues(all, at, 'likeness')) },
    ],
  });
}

function goodnessFigure({ all, shown, under, layers, x, lines }: Drawing): Promise<Figure> {
  return linePanels({
    name: 'goodness-by-step',
    title: 'How active the layers are with and without an image',
    caption: `${shown}. ${under} ${BANDS}`,
    x,
    y: { label: 'goodness per unit' },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: lines((at) => layerValues(all, { ...at, layer }, 'goodness')),
    })),
  });
}

/** What layer 1 of the first network expects of the pixels under each label. */
function imaginedPictures({ all, images, step: read, steps }: Drawing): Promise<Figure> {
  const last = steps.at(-1) as number;
  const first = (shows: 'mean image' | Bottom, step: number) =>
    imageryPictures(all.slice(0, 1), shows, step).flat();
  const each = imageryPictures(all, 'blank', last).map((pictures) => pictures.map(normed));
  const together = images.classNames.map((_, label) =>
    meanRows(each.map((pictures) => pictures[label] as Float64Array)),
  );
  const mean = meanRows(together);
  const apart = together.map((picture) => picture.map((value, at) => value - (mean[at] as number)));
  const strips: [title: string, fields: readonly ArrayLike<number>[]][] = [
    ['mean image', first('mean image', 0)],
    ...[2, read, last].map((step): [string, Float32Array[]] => [
      `blank, step ${step}`,
      first('blank', step),
    ]),
    [`… of ${networksInWords(all)}`, together],
    ['… minus their mean', apart],
    [`scrambled, step ${read}`, first('scrambled', read)],
  ];
  return filmStrips({
    name: 'drawings',
    title: 'What a label makes layer 1 expect of the pixels',
    caption: `${all[0]?.name}. Above: mean training images. Below: the state of layer 1, projected to the pixels through its bottom-up weights, under each label over a blank image (then the mean over networks, and its difference from the mean over labels), and over one scrambled image. ${expectedInWords(images)}`,
    heads: [...images.classNames],
    size: images,
    strips: strips.map(([title, fields]) => ({
      title,
      pictures: fields.map((pixels) => ({ pixels, field: true })),
    })),
  });
}
