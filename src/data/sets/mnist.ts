import { numbered } from '../../images/labelled-images';
import type { DataSet } from '../data-set';
import { IDX } from '../formats/idx';

/**
 * MNIST, LeCun, Cortes and Burges: 60,000 + 10,000 handwritten digits, 28 × 28. The checksums of
 * the packed files are also those that TensorFlow Datasets lists (url_checksums/mnist.txt).
 */
export const MNIST: DataSet = {
  name: 'mnist',
  about: 'handwritten digits',
  classNames: numbered(10),
  shape: { rows: 28, columns: 28, channels: 1 },
  ink: true,
  format: IDX,
  folders: ['MNIST/raw'],
  files: {
    training: [
      {
        name: 'train-images-idx3-ubyte',
        packed: {
          bytes: 9912422,
          sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
        },
        content: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      },
      {
        name: 'train-labels-idx1-ubyte',
        packed: {
          bytes: 28881,
          sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
        },
        content: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      },
    ],
    test: [
      {
        name: 't10k-images-idx3-ubyte',
        packed: {
          bytes: 1648877,
          sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
        },
        content: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      },
      {
        name: 't10k-labels-idx1-ubyte',
        packed: {
          bytes: 4542,
          sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
        },
        content: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      },
    ],
  },
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
  ],
};
