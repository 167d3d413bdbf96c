import { type Checksums, publishedAs } from '../data/data-sets';
import { MNIST } from '../data/sets/mnist';

/** An error that Hinton's paper (2022) reports on MNIST's test set. */
export interface PaperError {
  /** The system, by its name here. */
  readonly system: string;
  readonly section: string;
  readonly percent: number;
  /** Hidden layers, in words. */
  readonly hidden: string;
  readonly epochs: string;
  /** Largest shift of training images, in pixels. */
  readonly shift: number;
  /** How it recognises: by the goodness of each label, or by a softmax in one pass. */
  readonly by: 'goodness' | 'readout';
}

const PAPER_ERRORS: readonly PaperError[] = [
  {
    ...{ system: 'recurrent', section: '3.4', percent: 1.31, by: 'goodness' },
    ...{ hidden: '2 to 3 layers of 2000', epochs: '60', shift: 0 },
  },
  {
    ...{ system: 'label-in-image', section: '3.3', percent: 1.36, by: 'goodness' },
    ...{ hidden: '4 layers of 2000', epochs: '60', shift: 0 },
  },
  {
    ...{ system: 'label-in-image', section: '3.3', percent: 0.64, by: 'goodness' },
    ...{ hidden: '4 layers of 2000', epochs: '500', shift: 2 },
  },
  {
    ...{ system: 'hybrid-images', section: '3.2', percent: 1.37, by: 'readout' },
    ...{ hidden: '4 layers of 2000', epochs: '100', shift: 0 },
  },
  {
    ...{ system: 'local-fields', section: '3.2', percent: 1.16, by: 'readout' },
    ...{ hidden: '3 layers of about 2000', epochs: '60', shift: 0 },
  },
  {
    ...{ system: 'backpropagation', section: '3.1', percent: 1.4, by: 'readout' },
    ...{ hidden: 'a few layers', epochs: 'about 20', shift: 0 },
  },
];

/** What the paper reports of a system on these data: empty where nothing, as on all but MNIST's files. */
export function paperErrors(
  system: string,
  data: { readonly checksums: Checksums } | undefined,
): readonly PaperError[] {
  if (!data || publishedAs(data.checksums) !== MNIST) return [];
  return PAPER_ERRORS.filter((error) => error.system === system);
}

/** An error in the paper as a sentence. */
export function paperInWords({ section, percent, hidden, epochs, shift }: PaperError): string {
  const shifted = shift === 0 ? '' : `, images shifted by up to ${shift} pixels`;
  return `The paper (section ${section}) reports ${percent} % on the test set: ${hidden}, ${epochs} epochs${shifted}.`;
}
