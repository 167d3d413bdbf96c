import { type ImageShape, imageSize, type LabelledImages } from '../labelled-images';
import { eachImage } from './each-image';

/** The halves of an image that can be hidden. */
export const HALVES = ['left', 'right', 'upper', 'lower'] as const;
export type Half = (typeof HALVES)[number];

/**
 * The places of a half's values in an image [rows × columns × channels], in ascending order. Of an odd number of
 * rows or columns the middle one belongs to neither half.
 */
export function pixelsOfHalf(half: Half, shape: ImageShape): Uint32Array {
  const { rows, columns, channels } = shape;
  const within = {
    left: (_: number, column: number) => column < Math.floor(columns / 2),
    right: (_: number, column: number) => column >= Math.ceil(columns / 2),
    upper: (row: number) => row < Math.floor(rows / 2),
    lower: (row: number) => row >= Math.ceil(rows / 2),
  }[half];
  const all = Uint32Array.from({ length: imageSize(shape) }, (_, place) => place);
  return all.filter((at) => {
    const place = Math.floor(at / channels);
    return within(Math.floor(place / columns), place % columns);
  });
}

/** The images with one half at a single value in all channels, 0 … 255; the other half as it is. */
export function hideHalf(images: LabelledImages, half: Half, grey = 0): LabelledImages {
  const places = pixelsOfHalf(half, images);
  return eachImage(images, (pixels) => {
    const hidden = Uint8Array.from(pixels);
    for (const place of places) hidden[place] = grey;
    return hidden;
  });
}
