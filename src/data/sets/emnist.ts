import { numbered } from '../../images/labelled-images';
import type { DataSet } from '../data-set';
import { IDX } from '../formats/idx';

const DIGITS = numbered(10);
const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const SMALL = [...'abcdefghijklmnopqrstuvwxyz'];
/** Small letters that do not look like their capitals, and have classes of their own. */
const DISTINCT = [...'abdefghnqrt'];
const MERGED = [...DIGITS, ...CAPITALS, ...DISTINCT];

/**
 * EMNIST, Cohen, Afshar, Tapson and van Schaik (arXiv:1702.05373): handwritten digits and letters of
 * NIST's Special Database 19, divided in six ways. The images lie on their side in the files, rows and
 * columns interchanged; the labels of the letters count from 1, a class for each letter, capital or
 * small. The classes are those of the mapping files; in merged ones a capital stands for both. Size and
 * checksum of the one archive from TensorFlow Datasets (url_checksums/emnist.txt); those of the files in
 * it are not known.
 */
function emnist(split: string, about: string, classNames: readonly string[]): DataSet {
  const file = (part: string, kind: string) => ({ name: `emnist-${split}-${part}-${kind}-ubyte` });
  const part = (name: string) => [file(name, 'images-idx3'), file(name, 'labels-idx1')];
  return {
    name: `emnist-${split}`,
    about,
    classNames,
    shape: { rows: 28, columns: 28, channels: 1 },
    orientation: 'transposed',
    ink: true,
    format: IDX,
    files: { training: part('train'), test: part('test') },
    folders: ['EMNIST/raw', 'emnist', 'gzip'],
    archive: {
      address: 'https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/gzip.zip',
      bytes: 561753746,
      sha256: 'fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e',
      folder: 'gzip',
    },
  };
}

export const EMNIST: readonly DataSet[] = [
  emnist('balanced', 'handwritten digits and letters, as many of each class', MERGED),
  emnist('byclass', 'handwritten digits, capitals and small letters', [
    ...DIGITS,
    ...CAPITALS,
    ...SMALL,
  ]),
  emnist('bymerge', 'handwritten digits and letters', MERGED),
  emnist('digits', 'handwritten digits', DIGITS),
  { ...emnist('letters', 'handwritten letters', CAPITALS), firstLabel: 1 },
  emnist('mnist', 'handwritten digits, in MNIST’s counts', DIGITS),
];
