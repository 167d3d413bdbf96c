import type { PngHeader } from './png-chunks';

/** Pixels of a PNG that are stored together, line by line. */
export interface PngPass {
  readonly rows: number;
  readonly columns: number;
  /** Bytes of a line, without the one in front that tells its filter. */
  readonly lineBytes: number;
  /** Where in the picture its first pixel stands, and how far it is to the next. */
  readonly place: Place;
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly down: number;
  readonly across: number;
}

const ALL: readonly Place[] = [{ row: 0, column: 0, down: 1, across: 1 }];

/** Adam7 (PNG specification, section 8.2). */
const ADAM7: readonly Place[] = [
  { row: 0, column: 0, down: 8, across: 8 },
  { row: 0, column: 4, down: 8, across: 8 },
  { row: 4, column: 0, down: 8, across: 4 },
  { row: 0, column: 2, down: 4, across: 4 },
  { row: 2, column: 0, down: 4, across: 2 },
  { row: 0, column: 1, down: 2, across: 2 },
  { row: 1, column: 0, down: 2, across: 1 },
];

/** Samples a pixel, by the kind of colour. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Bits a pixel. */
export function bitsOf({ depth, colour }: PngHeader): number {
  return depth * (CHANNELS[colour] as number);
}

/** The passes in which a PNG's pixels are stored: one, or up to seven where it is interlaced. */
export function pngPasses(header: PngHeader): PngPass[] {
  return (header.interlaced ? ADAM7 : ALL)
    .map((place) => {
      const rows = Math.ceil((header.rows - place.row) / place.down);
      const columns = Math.ceil((header.columns - place.column) / place.across);
      return { rows, columns, lineBytes: Math.ceil((columns * bitsOf(header)) / 8), place };
    })
    .filter(({ rows, columns }) => rows > 0 && columns > 0);
}
