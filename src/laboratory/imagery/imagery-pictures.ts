import type { LabelledImages } from '../../data/labelled-images';
import type { Exhibit } from '../../exhibits/exhibit';
import { expectedInWords } from '../../exhibits/field-tile';
import { filmStrips } from '../../exhibits/film-strips';
import { normed } from '../measures/correlation';
import { meanRows } from '../measures/mean-rows';
import { pictureIn } from '../measures/picture-text';
import { networksInWords } from '../seen-in-words';
import type { Measured } from '../study';
import { type ImageryRow, stepsIn } from './imagery-rows';

type All = readonly Measured<ImageryRow>[];

/** What the figures say of themselves. */
export interface ImageryShown {
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
export function imaginedPictures(
  measured: All,
  { classes, step: read, like }: ImageryShown,
): Promise<Exhibit> {
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
