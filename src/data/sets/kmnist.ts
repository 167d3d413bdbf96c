import type { DataSet } from '../data-set';
import { IDX } from '../formats/idx';

/**
 * Kuzushiji-MNIST, Clanuwat and others (arXiv:1812.01718): cursive hiragana, a character for each of
 * the ten rows of the syllabary, in MNIST's counts and sizes. Sizes and checksums of the packed files
 * from TensorFlow Datasets (url_checksums/kmnist.txt), names of the classes as torchvision has them.
 */
export const KMNIST: DataSet = {
  name: 'kmnist',
  about: 'cursive hiragana',
  classNames: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
  shape: { rows: 28, columns: 28, channels: 1 },
  ink: true,
  format: IDX,
  folders: ['KMNIST/raw'],
  files: {
    training: [
      {
        name: 'train-images-idx3-ubyte',
        packed: {
          bytes: 18165135,
          sha256: '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
        },
      },
      {
        name: 'train-labels-idx1-ubyte',
        packed: {
          bytes: 29497,
          sha256: 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
        },
      },
    ],
    test: [
      {
        name: 't10k-images-idx3-ubyte',
        packed: {
          bytes: 3041136,
          sha256: 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
        },
      },
      {
        name: 't10k-labels-idx1-ubyte',
        packed: {
          bytes: 5120,
          sha256: '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
        },
      },
    ],
  },
  mirrors: ['http://codh.rois.ac.jp/kmnist/dataset/kmnist/'],
};
