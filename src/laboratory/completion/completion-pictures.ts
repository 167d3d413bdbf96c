import { nameFor } from '../../data/class-names';
import { imageSize, type LabelledImages, nameOf } from '../../data/labelled-images';
import type { Exhibit } from '../../exhibits/exhibit';
import { expectedInWords } from '../../exhibits/field-tile';
import { filmStrips } from '../../exhibits/film-strips';
import { hideHalf } from '../../stimuli/hidden-half';
import { pictureIn } from '../measures/picture-text';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import { halfDrawn } from './completion-drawings';
import type { CompletionRow } from './completion-rows';

type All = readonly Measured<CompletionRow>[];

/** What the figures say of themselves. */
export interface CompletionShown {
  /** `500 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly images: LabelledImages;
  readonly seed: number;
}

/** What is measured. */
export const FITS = 'correlation with what is hidden';
/** The first images, what the network is shown of them, and what it expects. */
export function completed(all: All, { images }: CompletionShown): Promise<Exhibit> {
  const size = imageSize(images);
  const [network] = rowsOfKind(all, 'picture');
  const items = [...new Set(network?.rows.map(({ item }) => item))];
  const number = (fit: number | null) => (fit === null ? '–' : fit.toFixed(2).replace('-', '−'));
  const grey = (pixels: Uint8Array, item: number) =>
    Float32Array.from(pixels.subarray(item * size, (item + 1) * size), (value) => value / 255);
  return filmStrips({
    name: 'completions',
    title: 'What layer 1 expects of the half that is hidden',
    caption: `The first ${items.length} images (${images.name}), each with one half black; ${network?.name}. The state of layer 1 through the weights by which it sees the pixels: after the bottom-up pass, and at the end of the window under no label, under the true one and under the wrong one of most goodness; beside it the mean training image of the class. ${expectedInWords(images)} Numbers: ${FITS}.`,
    heads: ['image', 'shown', 'bottom-up', 'no label', 'true label', 'wrong label', 'class mean'],
    size: images,
    strips: items.map((item) => ({
      title: `${nameOf(images, item)}, ${halfDrawn(item)} hidden`,
      pictures: [
        { pixels: grey(images.pixels, item), under: '' },
        { pixels: grey(hideHalf(images, halfDrawn(item)).pixels, item), under: '' },
        ...(network?.rows ?? [])
          .filter((row) => row.item === item)
          .map(({ picture, label, fit, prediction }) => ({
            pixels: pictureIn(picture),
            field: true,
            under:
              prediction === 'wrongLabels'
                ? `${nameFor(images.classNames, label ?? -1)}: ${number(fit)}`
                : number(fit),
          })),
      ],
    })),
  });
}
