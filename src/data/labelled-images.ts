/** A set of grey images and their labels, as bytes. */
export interface LabelledImages {
  /** What the set is called, for records and messages: `mnist training`. */
  readonly name: string;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Number of classes; labels are 0 … classes-1. */
  readonly classes: number;
  /** Grey values 0–255, row by row: [count × rows × columns]. */
  readonly pixels: Uint8Array;
  /** One label an image: [count]. */
  readonly labels: Uint8Array;
}
