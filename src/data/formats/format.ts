import type { ImageShape } from '../../images/labelled-images';

/** A way of writing images and their labels into files. */
export interface Format {
  /** As people call it: `IDX`. */
  readonly name: string;
  /** Whether each file may be packed by gzip. */
  readonly gzipped: boolean;
  /**
   * Reads the files of one part of a data set, in the order of its declaration. `shape` is that of the
   * images as they lie in the files, for files that do not tell it themselves.
   * Throws InputError where one is not well formed, or they do not belong together.
   */
  readonly read: (files: readonly string[], shape: ImageShape | undefined) => Promise<PartRead>;
}

/** Images and labels as they stand in files. */
export interface PartRead extends ImageShape {
  readonly count: number;
  /** [count × rows × columns × channels], the channels of a place together. */
  readonly pixels: Uint8Array;
  /** [count] */
  readonly labels: Uint8Array;
  /** Which of the files the labels are in, for messages. */
  readonly labelsIn: string;
  /** Which the images are in. */
  readonly imagesIn: string;
  /** SHA-256 of each file's content, unpacked, in the order of the files. */
  readonly contents: readonly string[];
}
