import { createHash } from 'node:crypto';
import { InputError } from '../engine/errors';
import type { Loadable, LoadedDataSet, LoadOptions } from './data-source';
import { DRAWN_DIGITS, drawnDigits } from './drawn-digits';
import { hasOwnLabelling } from './labelling';

/** The drawn digits as a data set that is asked for by name. */
export const DRAWN: Loadable = {
  name: DRAWN_DIGITS,
  ink: true,
  made: true,
  locate: async () => ({
    name: DRAWN_DIGITS,
    about: 'digits that the program draws',
    kind: 'drawn',
    path: '',
  }),
  load: async (options) => load(options),
};

function load({ data, drawn: settings, ...labelling }: LoadOptions): LoadedDataSet {
  if (data !== undefined) {
    throw new InputError(
      `${DRAWN_DIGITS} are drawn by the program and read no folder: leave --data ${data} out, or ` +
        'choose another data set',
    );
  }
  const { training, test } = drawnDigits(settings);
  if (hasOwnLabelling(labelling, training))
    throw new InputError(
      `${DRAWN_DIGITS} are ten, 0 to 9: leave --classes and --first-label out, or choose another ` +
        'data set',
    );
  return {
    name: DRAWN_DIGITS,
    source: { kind: 'drawn', path: '' },
    training,
    test,
    labelling: {},
    checksums: contentSums({ training, test }),
    asPublished: true,
  };
}

type Bytes = { readonly pixels: Uint8Array; readonly labels: Uint8Array };

/** Checksums of images that stand in no published files. */
export function contentSums({
  training,
  test,
}: {
  readonly training: Bytes;
  readonly test: Bytes;
}): Readonly<Record<string, string>> {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  return {
    'training-pixels': sha256(training.pixels),
    'training-labels': sha256(training.labels),
    'test-pixels': sha256(test.pixels),
    'test-labels': sha256(test.labels),
  };
}
