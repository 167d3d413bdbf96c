import {
  type ImageShape,
  imageSize,
  type LabelledImages,
  numbered,
  pixelsOf,
} from '../../images/labelled-images';
import { digitClutter } from '../../images/stimuli/digit-clutter';
import { gaussianNoise } from '../../images/stimuli/noise';
import { occlusion } from '../../images/stimuli/occlusion';
import type { PageState } from './page-state';

/** What makes a picture harder to see, and the seed of all that is drawn for it. */
export type Disturbance = Pick<PageState, 'noise' | 'occlusion' | 'clutter' | 'seed'>;

/** Pictures under clutter made of others, patches and noise, in the order in which they lie: noise last. */
export function disturbed(
  pictures: readonly Uint8Array[],
  { noise, occlusion: covered, clutter, seed }: Disturbance,
  shape: ImageShape,
  others: () => readonly Uint8Array[],
): readonly Uint8Array[] {
  if (noise === 0 && covered === 0 && clutter === 0) return pictures;
  const around = clutter > 0 ? others() : [];
  // Each frame of what moves is disturbed in the same way, but for noise, which is drawn anew.
  const still = (picture: Uint8Array) => {
    let images = asImages([picture, ...around], shape);
    if (clutter > 0) images = digitClutter.apply(images, clutter, seed);
    images = asImages([pixelsOf(images, 0)], shape);
    return covered > 0 ? pixelsOf(occlusion.apply(images, covered, seed), 0) : pixelsOf(images, 0);
  };
  const behind = asImages(pictures.map(still), shape);
  const seen = noise > 0 ? gaussianNoise.apply(behind, noise, seed) : behind;
  return pictures.map((_, at) => pixelsOf(seen, at).slice());
}

/** Pictures [rows × columns × channels], 0–255, as a set of images without labels. */
export function asImages(pictures: readonly Uint8Array[], shape: ImageShape): LabelledImages {
  const pixels = new Uint8Array(pictures.length * imageSize(shape));
  for (const [at, picture] of pictures.entries()) pixels.set(picture, at * imageSize(shape));
  const { rows, columns, channels } = shape;
  const about = { name: 'the page’s pictures', classes: 10, classNames: numbered(10) };
  const labels = new Uint8Array(pictures.length);
  return { ...about, count: pictures.length, rows, columns, channels, pixels, labels };
}
