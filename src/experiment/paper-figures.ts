/** An error that Hinton's paper (2022) reports, on MNIST's test set unless `what` says otherwise. */
export interface PaperFigure {
  /** The system, by its name here. */
  readonly system: string;
  readonly section: string;
  readonly percent: number;
  /** Sizes and protocol in words. */
  readonly what: string;
  /** Largest shift of training images, in pixels. */
  readonly shift: number;
}

const FIGURES: readonly PaperFigure[] = [
  {
    system: 'recurrent',
    section: '3.4',
    percent: 1.31,
    what: '2 to 3 hidden layers of 2000, 60 epochs, goodness over steps 3 to 5 (section 3.4)',
    shift: 0,
  },
  {
    system: 'label-in-image',
    section: '3.3',
    percent: 1.36,
    what: '4 hidden layers of 2000, 60 epochs, goodness of each label (section 3.3)',
    shift: 0,
  },
  {
    system: 'label-in-image',
    section: '3.3',
    percent: 0.64,
    what: 'the same with images shifted by up to 2 pixels, 500 epochs (section 3.3)',
    shift: 2,
  },
  {
    system: 'hybrid-images',
    section: '3.2',
    percent: 1.37,
    what: '4 hidden layers of 2000, 100 epochs, softmax on the last three (section 3.2)',
    shift: 0,
  },
  {
    system: 'local-fields',
    section: '3.2',
    percent: 1.16,
    what: 'three layers of local receptive fields, 60 epochs, peer normalisation (section 3.2)',
    shift: 0,
  },
  {
    system: 'backpropagation',
    section: '3.1',
    percent: 1.4,
    what: 'a few fully connected layers of ReLUs, about 20 epochs (section 3.1)',
    shift: 0,
  },
];

/** What the paper reports of a system; empty where nothing. */
export function paperFigures(system: string): readonly PaperFigure[] {
  return FIGURES.filter((figure) => figure.system === system);
}
