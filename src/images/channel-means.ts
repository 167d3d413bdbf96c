import type { LabelledImages } from './labelled-images';

/** The mean of each channel over all places and images, 0 … 1, rounded to four digits: [channels]. */
export function channelMeans({
  pixels,
  channels,
}: Pick<LabelledImages, 'pixels' | 'channels'>): readonly number[] {
  const sums = new Float64Array(channels);
  for (const [at, value] of pixels.entries())
    sums[at % channels] = (sums[at % channels] as number) + value;
  return Array.from(sums, (sum) => Number(((sum * channels) / pixels.length / 255).toFixed(4)));
}
