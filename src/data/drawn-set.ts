import { InputError } from '../engine/errors';
import { contentSums } from './content-sums';
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
  load: async (options) => loadDrawn(options),
};

function loadDrawn({ data, drawn: settings, ...labelling }: LoadOptions): LoadedDataSet {
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
