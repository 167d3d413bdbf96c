import type { ImageShape } from '../images/labelled-images';
import type { Format } from './formats/format';

/** A file as it was published; what is not known of it is not said. */
export interface PublishedFile {
  /** Its name unpacked; packed, `.gz` is added. */
  readonly name: string;
  /** Size and SHA-256 of the packed file: by these it is downloaded. */
  readonly packed?: { readonly bytes: number; readonly sha256: string };
  /** SHA-256 of what is in it, which tells it however it is packed. */
  readonly content?: string;
}

/** One file that holds all of a data set's files, as some are published. */
export interface PublishedArchive {
  readonly address: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The folder in it that the files are in. */
  readonly folder: string;
}

/** How the images lie in the files: as they are seen, or with rows and columns interchanged. */
export type Orientation = 'upright' | 'transposed';

/** A labelled data set: what it is, and all that is needed to find and read it. */
export interface DataSet {
  /** In kebab-case: `--data-set` asks for it by this. */
  readonly name: string;
  /** What figures and messages call it, where that is not its name. */
  readonly title?: string;
  /** The name of the data set that this is an imperfect copy of: what is known of that stands beside it. */
  readonly copyOf?: string;
  /** What is to be seen, in a few words: `handwritten digits`. */
  readonly about: string;
  /** What its classes are called, in the order of their labels. */
  readonly classNames: readonly string[];
  /** The label that the first class has in the files; 0 unless told. */
  readonly firstLabel?: number;
  /** Of the images as published, upright; where files tell a shape themselves, theirs is taken. */
  readonly shape: ImageShape;
  readonly orientation?: Orientation;
  /** Whether it is bright ink on black: pictures are then prepared as MNIST's were (`preparePicture`). */
  readonly ink?: boolean;
  readonly format: Format;
  /** In the order in which the format reads them; they are named differently. */
  readonly files: {
    readonly training: readonly PublishedFile[];
    readonly test: readonly PublishedFile[];
  };
  /** Folders, in one that a person names, where other programs keep the files: `MNIST/raw`. */
  readonly folders?: readonly string[];
  /** Addresses that the packed files' names are appended to, in the order they are tried. */
  readonly mirrors?: readonly string[];
  /** Where it is published as one file, which a person fetches and unpacks. */
  readonly archive?: PublishedArchive;
  /** What a person makes its files from, where they are published in another form: an address, and where it is told how. */
  readonly madeFrom?: string;
}

/** All of a data set's files. */
export function filesOf({ files }: Pick<DataSet, 'files'>): readonly PublishedFile[] {
  return [...files.training, ...files.test];
}

/** A file that can be downloaded: what it must be is known. */
export type FetchedFile = PublishedFile & Required<Pick<PublishedFile, 'packed'>>;

/** The files that can be downloaded, where all can; undefined where they cannot. */
export function fetchable(dataSet: DataSet): readonly FetchedFile[] | undefined {
  const files = filesOf(dataSet);
  const known = files.filter((file): file is FetchedFile => file.packed !== undefined);
  const offered = (dataSet.mirrors ?? []).length > 0 && known.length === files.length;
  return offered ? known : undefined;
}
