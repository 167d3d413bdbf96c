/** A picture in colour, upright: what a file of it holds once it is unpacked. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  /** Red, green, blue and opacity, 0–255, row by row: [rows × columns × 4]. */
  readonly rgba: Uint8Array;
}
