import { type ImageShape, imageSize, type LabelledImages, pixelsOf } from '../labelled-images';

/**
 * The set with each image's pixels [rows × columns × channels] changed into what `change` returns, as
 * many again: rounded to whole values and clipped to 0 … 255 (`Uint8ClampedArray`). The labels are
 * shared with the given set, the pixels are new.
 */
export function eachImage(
  images: LabelledImages,
  change: (pixels: Uint8Array, image: number) => ArrayLike<number>,
): LabelledImages {
  const size = imageSize(images);
  const changed = new Uint8ClampedArray(images.count * size);
  for (let image = 0; image < images.count; image++)
    changed.set(change(pixelsOf(images, image), image), image * size);
  return { ...images, pixels: new Uint8Array(changed.buffer) };
}

type Channels = Pick<ImageShape, 'channels'>;

/** An image [rows × columns × channels] whose channels were changed one by one, as grey images are. */
export function eachChannel(
  pixels: Uint8Array,
  shape: Channels,
  change: (channel: Uint8Array) => ArrayLike<number>,
): ArrayLike<number> {
  return interleaved(channelsOf(pixels, shape).map(change));
}

/** The channels of an image [rows × columns × channels], each for itself: [rows × columns]. */
export function channelsOf(pixels: Uint8Array, { channels }: Channels): Uint8Array[] {
  if (channels === 1) return [pixels];
  const places = { length: pixels.length / channels };
  return Array.from({ length: channels }, (_, channel) =>
    Uint8Array.from(places, (_, at) => pixels[at * channels + channel] as number),
  );
}

/** Channels [rows × columns] as one image, those of a place together. */
export function interleaved(channels: readonly ArrayLike<number>[]): ArrayLike<number> {
  const [first = []] = channels;
  if (channels.length === 1) return first;
  const pixels = new Float64Array(first.length * channels.length);
  for (const [channel, values] of channels.entries())
    for (let at = 0; at < values.length; at++)
      pixels[at * channels.length + channel] = values[at] as number;
  return pixels;
}

/** How bright each place is, as bright as the brightest of its channels: [rows × columns]. */
export function brightness(pixels: Uint8Array, { channels }: Channels): Uint8Array {
  if (channels === 1) return pixels;
  return Uint8Array.from({ length: pixels.length / channels }, (_, at) =>
    pixels.subarray(at * channels, (at + 1) * channels).reduce((most, one) => Math.max(most, one)),
  );
}
