import type { Figure } from '../../charts/figure';
import { filmStrips } from '../../charts/film-strips';
import { expectedInWords } from '../../charts/image-tile';
import { intervalRows } from '../../charts/interval-rows';
import { linePanels } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { pictureIn } from '../measures/drawings';
import { normed } from '../measures/likeness';
import { estimateAt, layersIn, meanRows } from '../measures/rows';
import { networksInWords } from '../seen-in-words';
import type { Measured } from '../study';
import {
  BOTTOM_WORDS,
  BOTTOMS,
  type Bottom,
  drawingValues,
  type ImageryRow,
  layerValues,
  saidBy,
  stepsIn,
} from './rows';

type All = readonly Measured<ImageryRow>[];

/** What labels evoke: as pictures, read by the network and by others, against seeing, and how active. */
export async function* imageryFigures(measured: All, about: ImageryShown): AsyncGenerator<Figure> {
  yield imaginedPictures(measured, about);
  yield saidFigure(measured, about);
  yield readersFigure(measured, about);
  yield likenessFigure(measured, about);
  yield goodnessFigure(measured, about);
}

const BANDS = 'Bands: 95 % intervals over networks and labels, or pictures.';

const percent = (chance: number) => Number(chance.toPrecision(2));

/** What labels are held over, in a caption's words. */
const under = ({ classes }: ImageryShown) =>
  `Held over nothing: ${classes} labels. Over scrambled images (their pixels in random order) and over noise (every value as likely): the mean over all labels of each of as many pictures as images. The image itself: under its own label.`;

/** The axis of steps, and a line for each bottom: of a table of numbers a step. */
function bottomLines(measured: All, { seed }: ImageryShown) {
  const steps = stepsIn(measured);
  return {
    x: { label: 'time step', ticks: steps },
    lines: (values: (at: { bottom: Bottom; step: number }) => readonly number[][]) =>
      BOTTOMS.map((bottom) => ({
        text: BOTTOM_WORDS[bottom],
        points: steps.map((step) => estimateAt(step, values({ bottom, step }), seed)),
      })),
  };
}

function saidFigure(measured: All, about: ImageryShown): Promise<Figure> {
  const { x, lines } = bottomLines(measured, about);
  return linePanels({
    name: 'said-by-step',
    title: 'How often the label that is held is read from what it evokes',
    caption: `${about.shown}. ${under(about)} Left: the one-pass readout, applied to the states of the layers at each step. Right: what layer 1 expects of the pixels, shown as a picture to the network itself; its readout answers after one pass. By chance: ${percent(about.chance)} %. ${BANDS}`,
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
}

function readersFigure(measured: All, about: ImageryShown): Promise<Figure> {
  return intervalRows({
    name: 'readers',
    title: `Who reads the label that is held, at step ${about.step}`,
    caption: `${about.shown}. ${under(about)} The readout of one pass reads the states of the layers; it, and feed-forward networks of the same seeds, are shown what layer 1 expects of the pixels. By chance: ${percent(about.chance)} %. Lines: 95 % intervals over networks and labels, or pictures.`,
    label: 'the label held is said, %',
    digits: 1,
    charts: BOTTOMS.map((bottom) => ({
      title: `over ${BOTTOM_WORDS[bottom]}`,
      rows: saidBy(measured, about.step).map(({ short, of }) => {
        const { y, low = y, high = y } = estimateAt(0, of(bottom), about.seed);
        return { text: short, estimate: y, low, high };
      }),
    })),
  });
}

function likenessFigure(measured: All, about: ImageryShown): Promise<Figure> {
  const { x, lines } = bottomLines(measured, about);
  return linePanels({
    name: 'likeness-by-step',
    title: 'How like imagining a label is to seeing its images',
    caption: `${about.shown}. ${under(about)} Correlation with the mean over images of the label’s class, less the mean correlation with those of the other classes: of the normalised state of each layer (mean states of one bottom-up pass over 2000 training images), and of what layer 1 expects of the pixels (mean training images). ${BANDS}`,
    x,
    y: { label: 'likeness: own class less others' },
    columns: 3,
    charts: [
      ...layersIn(measured, 'layer')
        .toReversed()
        .map((layer) => ({
          title: `layer ${layer}`,
          lines: lines((at) => layerValues(measured, { ...at, layer }, 'likeness')),
        })),
      { title: 'pixels', lines: lines((at) => drawingValues(measured, at, 'likeness')) },
    ],
  });
}

function goodnessFigure(measured: All, about: ImageryShown): Promise<Figure> {
  const { x, lines } = bottomLines(measured, about);
  return linePanels({
    name: 'goodness-by-step',
    title: 'How active the layers are when they imagine, and when they see',
    caption: `${about.shown}. ${under(about)} ${BANDS}`,
    x,
    y: { label: 'goodness a unit' },
    charts: layersIn(measured, 'layer').map((layer) => ({
      title: `layer ${layer}`,
      lines: lines((at) => layerValues(measured, { ...at, layer }, 'goodness')),
    })),
  });
}

/** What the figures say of themselves. */
interface ImageryShown {
  /** `200 images (mnist test), 3 networks` */
  readonly shown: string;
  /** The step at which others look at the drawings. */
  readonly step: number;
  /** How often a label is said by chance, in %. */
  readonly chance: number;
  /** The images' shape, and what their classes are called. */
  readonly like: Pick<LabelledImages, 'rows' | 'columns' | 'channels' | 'classNames'>;
  readonly classes: number;
  readonly seed: number;
}

/** What layer 1 of the first network expects of the pixels under each label. */
function imaginedPictures(
  measured: All,
  { classes, step: read, like }: ImageryShown,
): Promise<Figure> {
  const labels = Array.from({ length: classes }, (_, label) => label);
  const last = stepsIn(measured).at(-1) as number;
  const picturesOf = (network: All[number] | undefined, shows: string, step: number) =>
    (network?.rows ?? []).flatMap((row) =>
      row.kind === 'picture' && row.shows === shows && row.step === step
        ? [pictureIn(row.picture)]
        : [],
    );
  const pictures = (shows: string, step: number) => picturesOf(measured[0], shows, step);
  const each = measured.map((network) => picturesOf(network, 'blank', last).map(normed));
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
      title: `… of ${networksInWords(measured)}`,
      fields: together,
    },
    { title: '… less their mean', fields: apart(together) },
    { title: `scrambled, step ${read}`, fields: pictures('scrambled', read) },
  ];
  return filmStrips({
    name: 'drawings',
    title: 'What a label makes layer 1 expect of the pixels',
    caption: `${measured[0]?.name}. Above: mean training images. Below: the state of layer 1 through the weights by which it sees the pixels, under each label over nothing (then the mean of all networks, and what sets a label apart from the mean of all labels), and over one scrambled image. ${expectedInWords(like)}`,
    heads: [...like.classNames],
    size: like,
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
