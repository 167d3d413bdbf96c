import type { PngChunks } from './png-chunks';

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
