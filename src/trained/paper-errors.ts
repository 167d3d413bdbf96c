import { type Checksums, publishedAs } from '../data/data-sets';
import { CIFAR_10 } from '../data/sets/cifar';
import { MNIST } from '../data/sets/mnist';

/** An error that Hinton's paper (2022) reports on a test set. */
export interface PaperError {
  /** The system, by its name here. */
  readonly system: string;
  /** The data set, by its name here. */
  readonly set: string;
  readonly section: string;
  readonly percent: number;
  /** On the training images. */
  readonly training?: number;
  /** Hidden layers, in words. */
  readonly hidden: string;
  /** Hidden layers, where it reports networks of different depth. */
  readonly depth?: number;
  readonly epochs?: string;
  /** Largest shift of training images, in pixels. */
  readonly shift: number;
  /** How it recognises: by the goodness of each label, or by a softmax in one pass. */
  readonly by: 'goodness' | 'readout';
}

const { name: set } = MNIST;

const PAPER_ERRORS: readonly PaperError[] = [
  {
    ...{ system: 'recurrent', set, section: '3.4', percent: 1.31, by: 'goodness' },
    ...{ hidden: '2 to 3 layers of 2000', epochs: '60', shift: 0 },
  },
  {
    ...{ system: 'label-in-image', set, section: '3.3', percent: 1.36, by: 'goodness' },
    ...{ hidden: '4 layers of 2000', epochs: '60', shift: 0 },
  },
  {
    ...{ system: 'label-in-image', set, section: '3.3', percent: 0.64, by: 'goodness' },
    ...{ hidden: '4 layers of 2000', epochs: '500', shift: 2 },
  },
  {
    ...{ system: 'hybrid-images', set, section: '3.2', percent: 1.37, by: 'readout' },
    ...{ hidden: '4 layers of 2000', epochs: '100', shift: 0 },
  },
  {
    ...{ system: 'local-fields', set, section: '3.2', percent: 1.16, by: 'readout' },
    ...{ hidden: '3 layers of about 2000', epochs: '60', shift: 0 },
  },
  {
    ...{ system: 'backpropagation', set, section: '3.1', percent: 1.4, by: 'readout' },
    ...{ hidden: 'a few layers', epochs: 'about 20', shift: 0 },
  },
  // Table 1: two hidden layers, then three, each [test, training].
  ...onMaps('backpropagation', 'readout', [37, 0], [39, 2]),
  ...onMaps('recurrent-min-ssq', 'goodness', [41, 20], [41, 24]),
  ...onMaps('recurrent-min-ssq', 'readout', [45, 31], [44, 32]),
  ...onMaps('recurrent', 'goodness', [44, 25], [44, 21]),
  ...onMaps('recurrent', 'readout', [46, 33], [46, 31]),
];

function onMaps(
  system: string,
  by: PaperError['by'],
  ...errors: readonly [test: number, training: number][]
): PaperError[] {
  return errors.map(([percent, training], at) => ({
    ...{ system, by, set: CIFAR_10.name, section: '4', percent, training, shift: 0 },
    ...{ depth: at + 2, hidden: `${at + 2} maps of 32 × 32 × 3` },
  }));
}

/** What the paper reports of a system on these data, or on those that they are a copy of: empty where nothing. */
export function paperErrors(
  system: string,
  data: { readonly checksums: Checksums } | undefined,
): readonly PaperError[] {
  const published = data && publishedAs(data.checksums);
  const of = published?.copyOf ?? published?.name;
  return PAPER_ERRORS.filter((error) => error.system === system && error.set === of);
}

/** An error in the paper as a sentence. */
export function paperInWords(figure: PaperError): string {
  const { section, percent, training, hidden, epochs, shift, by } = figure;
  const seen = training === undefined ? '' : ` (${training} % on the training images)`;
  const read = by === 'goodness' ? 'by goodness' : 'in one pass';
  const learnt = epochs === undefined ? '' : `, ${epochs} epochs`;
  const shifted = shift === 0 ? '' : `, images shifted by up to ${shift} pixels`;
  return `The paper (section ${section}) reports ${percent} % on the test set${seen} ${read}: ${hidden}${learnt}${shifted}.`;
}
