import { imageSize, type LabelledImages } from '../../images/labelled-images';
import { noisePictures, scrambled } from '../../images/stimuli/noise-pictures';

/** What is at the bottom while a label is held at the top. */
export const BOTTOMS = ['blank', 'scrambled', 'noise', 'seen'] as const;

export type Bottom = (typeof BOTTOMS)[number];

/** Pictures, each with the label that is held over it. */
export interface ImageryTrials {
  readonly bottom: Bottom;
  /** Its labels are those held. */
  readonly trials: LabelledImages;
  /** Trials in a row that are one item: as many labels over the same picture, or one. */
  readonly together: number;
}

/**
 * Labels over nothing: every label over a blank picture, and over pictures of noise and scrambled
 * images, as many as there are images. And, to compare, the images themselves under their own labels.
 */
export function imageryTrials(images: LabelledImages, seed: number): ImageryTrials[] {
  const { classes } = images;
  const blank = { ...images, name: 'blank', count: 1, pixels: new Uint8Array(imageSize(images)) };
  return [
    { bottom: 'blank', trials: underEveryLabel(blank), together: 1 },
    { bottom: 'scrambled', trials: underEveryLabel(scrambled(images, seed)), together: classes },
    { bottom: 'noise', trials: underEveryLabel(noisePictures(images, seed)), together: classes },
    { bottom: 'seen', trials: images, together: 1 },
  ];
}

/** Each picture as often as there are classes, under one label after the other. */
function underEveryLabel(pictures: LabelledImages): LabelledImages {
  const { count, classes } = pictures;
  const size = imageSize(pictures);
  const pixels = new Uint8Array(count * classes * size);
  const labels = new Uint8Array(count * classes);
  for (let trial = 0; trial < labels.length; trial++) {
    const picture = Math.floor(trial / classes);
    pixels.set(pictures.pixels.subarray(picture * size, (picture + 1) * size), trial * size);
    labels[trial] = trial % classes;
  }
  return { ...pictures, count: labels.length, pixels, labels };
}
