/** The shape of an image: channels are 1 where it is grey, and 3 where it is red, green and blue. */
export interface ImageShape {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** A set of images of one shape and their labels, as bytes. */
export interface LabelledImages extends ImageShape {
  /** What the set is called, for records and messages: `mnist training`. */
  readonly name: string;
  readonly count: number;
  /** Number of classes; labels are 0 … classes-1. */
  readonly classes: number;
  /** What people call each class: [classes]. */
  readonly classNames: readonly string[];
  /**
   * Values 0–255, row by row, the channels of a place together:
   * [count × rows × columns × channels].
   */
  readonly pixels: Uint8Array;
  /** One label an image: [count]. */
  readonly labels: Uint8Array;
}

/** How many values an image has: one for each channel of each place. */
export function imageSize({ rows, columns, channels }: ImageShape): number {
  return rows * columns * channels;
}

/** One image's values, shared with the set: [rows × columns × channels]. */
export function pixelsOf(images: LabelledImages, image: number): Uint8Array {
  const size = imageSize(images);
  return images.pixels.subarray(image * size, (image + 1) * size);
}

/** A shape in words: `28 × 28`, and `32 × 32 × 3` where there are channels. */
export function shapeInWords({ rows, columns, channels }: ImageShape): string {
  return channels === 1 ? `${rows} × ${columns}` : `${rows} × ${columns} × ${channels}`;
}

/** What the class of an image of the set is called. */
export function nameOf({ labels, classNames }: LabelledImages, image: number): string {
  return nameFor(classNames, labels[image] as number);
}

/** The names of classes that have none of their own: `0`, `1`, `2` … */
export function numbered(classes: number): string[] {
  return Array.from({ length: classes }, (_, label) => String(label));
}

/** Names where they say more than the labels do; undefined where they are the labels' numbers. */
export function namesSaid(names: readonly string[]): readonly string[] | undefined {
  return names.every((name, label) => name === String(label)) ? undefined : names;
}

/** What the class of a label is called; its number where it has no name. */
export function nameFor(names: readonly string[] | undefined, label: number): string {
  return names?.[label] ?? String(label);
}
