import type { PngChunks, PngHeader } from './png-chunks';

/** Reads sample `at` of a line. */
export type Sample = (line: Uint8Array, at: number) => number;

/** Writes pixel `at` of a line as red, green, blue and opacity, 0–255, to `rgba` from `to` on. */
export type Colour = (line: Uint8Array, at: number, rgba: Uint8Array, to: number) => void;

/** How a PNG's pixels become colours. Throws RangeError where it has no palette and needs one. */
export function pngColour({ header, palette, transparent }: PngChunks): Colour {
  const { depth, colour } = header;
  const sample = sampleOf(depth);
  if (colour === 3) return paletteColour(sample, palette, transparent);
  const scale = 255 / (2 ** depth - 1);
  const colours = colour === 2 || colour === 6 ? 3 : 1;
  const opaque = colour < 4;
  const channels = opaque ? colours : colours + 1;
  const hidden = opaque ? hiddenColour(transparent, colours) : undefined;
  return (line, at, rgba, to) => {
    let same = hidden !== undefined;
    for (let channel = 0; channel < 3; channel++) {
      const value = sample(line, at * channels + (channel % colours));
      if (hidden && value !== hidden[channel % colours]) same = false;
      rgba[to + channel] = Math.round(value * scale);
    }
    const opacity = opaque ? 255 : Math.round(sample(line, at * channels + colours) * scale);
    rgba[to + 3] = same ? 0 : opacity;
  };
}

/** Below 8 bits samples lie side by side in a byte; 16 bits are two bytes. */
function sampleOf(depth: number): Sample {
  if (depth === 8) return (line, at) => line[at] as number;
  if (depth === 16)
    return (line, at) => 256 * (line[2 * at] as number) + (line[2 * at + 1] as number);
  const mask = 2 ** depth - 1;
  return (line, at) => {
    const bit = at * depth;
    return ((line[bit >> 3] as number) >> (8 - depth - (bit & 7))) & mask;
  };
}

function paletteColour(
  sample: Sample,
  palette: Uint8Array | undefined,
  transparent: Uint8Array = new Uint8Array(),
): Colour {
  if (!palette) throw new RangeError('it has no palette');
  return (line, at, rgba, to) => {
    const index = sample(line, at);
    if (3 * index + 3 > palette.length) throw new RangeError(`no colour ${index} in its palette`);
    rgba.set(palette.subarray(3 * index, 3 * index + 3), to);
    rgba[to + 3] = transparent[index] ?? 255;
  };
}

/** The one colour that stands for transparent, a sample each. */
function hiddenColour(transparent: Uint8Array | undefined, colours: number) {
  if (transparent?.length !== 2 * colours) return;
  const sample = sampleOf(16);
  return Array.from({ length: colours }, (_, at) => sample(transparent, at));
}

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

/**
 * Takes the filters off a pass's lines, in place (PNG specification, section 9). `data` starts at the
 * pass's first line; each line has its filter's number in front. `stride`: bytes a pixel, at least 1.
 * Throws RangeError for a filter that there is not.
 */
export function unfilter(data: Uint8Array, { rows, lineBytes }: PngPass, stride: number): void {
  let above: Uint8Array = new Uint8Array(lineBytes);
  for (let row = 0; row < rows; row++) {
    const start = row * (lineBytes + 1) + 1;
    const line = data.subarray(start, start + lineBytes);
    const predict = FILTERS[data[start - 1] as number];
    if (!predict) throw new RangeError(`there is no filter ${data[start - 1]}`);
    for (let at = 0; at < lineBytes; at++) {
      const inner = at >= stride;
      const left = inner ? (line[at - stride] as number) : 0;
      const corner = inner ? (above[at - stride] as number) : 0;
      line[at] = (line[at] as number) + predict(left, above[at] as number, corner);
    }
    above = line;
  }
}

/** What is foretold of a byte, by the byte to its left, the one above, and the one left of that. */
const FILTERS: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
