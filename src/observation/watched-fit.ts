import type { Window } from '../perception/window';
import type { Goodness } from './scores';

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
export function fitsTogether({ window, units, classNames, images }: Parts): boolean {
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
