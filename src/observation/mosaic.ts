/** A grey picture: [rows × columns], 0–255. */
export interface GreyPicture {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Uint8Array;
}

const ZERO = 127.5;
const WHITE = 255;

/**
 * Fields [rows × columns] as one picture, `across` in a row, a white line between them. Each has a
 * scale of its own: middle grey is 0, and its largest magnitude is white, or black where negative.
 */
export function mosaic(
  fields: readonly Float32Array[],
  { rows, columns }: Pick<GreyPicture, 'rows' | 'columns'>,
  across: number,
): GreyPicture {
  const down = Math.ceil(fields.length / across);
  const [height, width] = [down * (rows + 1) - 1, across * (columns + 1) - 1];
  const pixels = new Uint8Array(height * width).fill(WHITE);
  for (const [at, field] of fields.entries()) {
    const top = Math.floor(at / across) * (rows + 1);
    const left = (at % across) * (columns + 1);
    const most = field.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    for (const [place, value] of field.entries()) {
      const row = top + Math.floor(place / columns);
      pixels[row * width + left + (place % columns)] = ZERO + (ZERO * value) / most;
    }
  }
  return { rows: height, columns: width, pixels };
}
