import { z } from 'zod';
import { namesSaid } from '../images/labelled-images';
import { limited } from '../input/limits';
import { writeWhole } from '../machine/files';
import { parseJson } from '../machine/read-json';
import { readIfThere } from '../machine/read-whole';
import type { PerceptionSettings, Window } from '../perception/perception-settings';
import { activityInBytes } from './activity-bytes';
import type { Goodness } from './scores';
import type { WatchedImage } from './watched-image';

/** Bytes at the most: a thousand times what a network of 500 + 500 units leaves of an image. */
const LARGEST = 2 ** 28;

const place = z.int().min(0).max(1_000_000);
/** Images, and layers, at the most. */
const MANY = 1000;
/** Letters of the name of a class at the most. */
const LONGEST_NAME = 200;
const bytes = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** `watched.json`: what a network did, image by image, for a page to step through. */
export const watchedFile = z
  .object({
    /** Raised when what the fields mean changes. */
    schema: z.literal(1),
    /** The steps whose goodness decides. */
    window: z.object({ first: place, last: place }),
    /** Which label's goodness makes it the answer: the most unless told. */
    prefers: z.enum(['most', 'least']).optional(),
    /** Units of each hidden layer. */
    units: limited(z.array(place.min(1)), MANY),
    /** What the labels stand for, where they are not called by their numbers. */
    classNames: limited(z.array(z.string().max(LONGEST_NAME)), MANY).optional(),
    images: limited(
      z.array(
        z.object({
          /** Its place among the held-out images, from 0. */
          index: z.int().min(0),
          ...{ label: place, answer: place, readout: place },
          ...{ rows: place.min(1), columns: place.min(1) },
          /** 1 unless told. */
          channels: place.min(1).optional(),
          /** As bytes, [rows × columns × channels]. */
          pixels: bytes,
          /** Goodness per unit: [step, from 0][hypothesis][layer]. */
          goodness: z.custom<Goodness>((value) => Array.isArray(value)),
          /** Of each layer: activity as bytes, [step][hypothesis][unit]; 255 is `most`. */
          activity: limited(z.array(z.object({ most: z.number().min(0), bytes })), MANY),
        }),
      ),
      MANY,
    ),
  })
  .refine(fitsTogether, 'its steps, labels, units and pixels do not fit together');

export type WatchedFile = z.infer<typeof watchedFile>;

/** Writes what was watched. Throws EnvironmentError. */
export function writeWatched(
  file: string,
  watched: readonly WatchedImage[],
  { window, prefers }: Pick<PerceptionSettings, 'window' | 'prefers'>,
): void {
  const names = namesSaid(watched[0]?.classNames ?? []);
  const content: WatchedFile = {
    schema: 1,
    window,
    ...(prefers === 'least' && { prefers }),
    units: [...(watched[0]?.units ?? [])],
    ...(names && { classNames: [...names] }),
    images: watched.map(({ pixels, activity, goodness, ...about }) => ({
      ...ofImage(about),
      pixels: inBase64(pixels),
      goodness: goodness.map((step) => step.map((one) => one.map(rounded))),
      activity: activity.map((layer) => {
        const { most, bytes } = activityInBytes(layer);
        return { most: rounded(most), bytes: inBase64(bytes) };
      }),
    })),
  };
  writeWhole(file, JSON.stringify(content));
}

/** What was watched; undefined where there is no such file. Throws InputError where it is damaged. */
export function readWatched(file: string): WatchedFile | undefined {
  const content = readIfThere(file, LARGEST);
  const kind = { what: 'what a network was watched doing', schema: watchedFile };
  return content && parseJson(content, file, kind);
}

/** What is not the same for all images; that a picture is grey goes without saying. */
function ofImage({
  index,
  label,
  answer,
  readout,
  rows,
  columns,
  channels,
}: Omit<WatchedImage, 'pixels' | 'activity' | 'goodness'>) {
  return { index, label, answer, readout, rows, columns, ...(channels !== 1 && { channels }) };
}

function inBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Five significant figures are more than a page shows. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

/** As far as its parts have to fit together (`WatchedFile`). */
interface Parts {
  readonly window: Window;
  readonly units: readonly number[];
  readonly classNames?: readonly string[] | undefined;
  readonly images: readonly {
    readonly label: number;
    readonly answer: number;
    readonly readout: number;
    readonly rows: number;
    readonly columns: number;
    readonly channels?: number | undefined;
    readonly pixels: string;
    readonly goodness: Goodness;
    readonly activity: readonly { readonly bytes: string }[];
  }[];
}

/**
 * Whether what was watched is of one network: the same steps and labels for every image, a number for
 * each layer, a byte for each channel of each pixel and for each unit at each step under each label.
 */
function fitsTogether({ window, units, classNames, images }: Parts): boolean {
  const steps = images[0]?.goodness.length ?? 0;
  const labels = images[0]?.goodness[0]?.length ?? 0;
  if (images.length === 0) return true;
  if (classNames && classNames.length !== labels) return false;
  if (labels === 0 || window.first > window.last || window.last >= steps) return false;
  const isWhole = (goodness: Goodness) =>
    isList(goodness, steps) &&
    goodness.every(
      (step) => isList(step, labels) && step.every((one) => isList(one, units.length)),
    ) &&
    goodness.flat(2).every(Number.isFinite);
  return images.every(
    ({ label, answer, readout, rows, columns, channels = 1, pixels, goodness, activity }) =>
      Math.max(label, answer, readout) < labels &&
      lengthOf(pixels) === rows * columns * channels &&
      isWhole(goodness) &&
      activity.length === units.length &&
      activity.every(({ bytes }, at) => lengthOf(bytes) === steps * labels * (units[at] ?? 0)),
  );
}

/** Files are checked by this: what is said to be a list may be none. */
function isList(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length;
}

/** Bytes that base64 stands for; NaN where it is none. */
function lengthOf(base64: string): number {
  if (base64.length % 4 !== 0) return Number.NaN;
  return (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}
