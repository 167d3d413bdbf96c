import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../engine/files';
import type { Watching } from '../perception/watching';
import type { WatchedImage } from './watched-image';

const label = z.int().min(0);

/** `watched.json`: what a network did, image by image, for a page to step through. */
export const watchedFile = z.object({
  /** Raised when what the fields mean changes. */
  schema: z.literal(1),
  /** The steps whose goodness decides. */
  window: z.object({ first: z.int(), last: z.int() }),
  /** Units of each hidden layer. */
  units: z.array(z.int()),
  images: z.array(
    z.object({
      /** Its place among the held-out images, from 0. */
      index: z.int(),
      ...{ label, answer: label, readout: label },
      ...{ rows: z.int(), columns: z.int() },
      /** Grey values as bytes, [rows × columns]. */
      pixels: z.base64(),
      /** Goodness a unit: [step, from 0][hypothesis][layer]. */
      goodness: z.array(z.array(z.array(z.number()))),
      /** Of each layer: activity as bytes, [step][hypothesis][unit]; 255 is `most`. */
      activity: z.array(z.object({ most: z.number(), bytes: z.base64() })),
    }),
  ),
});

export type WatchedFile = z.infer<typeof watchedFile>;

/** Writes what was watched. Throws EnvironmentError. */
export function writeWatched(
  file: string,
  watched: readonly WatchedImage[],
  { window }: Pick<Watching, 'window'>,
): void {
  const content: WatchedFile = {
    schema: 1,
    window,
    units: [...(watched[0]?.units ?? [])],
    images: watched.map(({ pixels, activity, goodness, units: _, ...about }) => ({
      ...about,
      pixels: inBase64(pixels),
      goodness: goodness.map((step) => step.map((one) => one.map(rounded))),
      activity: activity.map(inBytes),
    })),
  };
  writeWhole(file, JSON.stringify(content));
}

/** What was watched; undefined where there is no such file, or it is none of this version. */
export function readWatched(file: string): WatchedFile | undefined {
  try {
    return watchedFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function inBytes(activity: Float32Array): { most: number; bytes: string } {
  const most = activity.reduce((high, one) => Math.max(high, one), 0);
  const scale = most > 0 ? 255 / most : 0;
  return {
    most: rounded(most),
    bytes: inBase64(Uint8Array.from(activity, (one) => Math.round(one * scale))),
  };
}

function inBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Five significant figures are more than a page shows. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
