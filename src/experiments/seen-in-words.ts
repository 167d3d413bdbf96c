import type { LabelledImages } from '../images/labelled-images';

/** `1000 images (mnist test), 3 networks`: what a caption begins with. */
export function seenInWords(
  { count, name }: Pick<LabelledImages, 'count' | 'name'>,
  measured: readonly unknown[],
): string {
  return `${count} images (${name}), ${networksInWords(measured)}`;
}

/** `3 networks` */
export function networksInWords({ length }: readonly unknown[]): string {
  return `${length} network${length === 1 ? '' : 's'}`;
}
