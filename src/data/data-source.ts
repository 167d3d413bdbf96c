import type { DrawnDigitsSettings } from '../images/drawn-digits/drawn-digits';
import type { DownloadControl } from './download';
import type { Labelling } from './labelling';
import type { FilesRead } from './read-data-set';

/** Where a data set comes from: its folder; for `download` the folder it goes to. */
export interface DataSource {
  readonly kind: 'folder' | 'cache' | 'download' | 'drawn';
  /** Empty for `drawn`. */
  readonly path: string;
}

/** The places that are searched. */
export interface SearchedFolders {
  /** The folder with the data set's files (`--data`). Nothing else is searched then. */
  readonly data?: string | undefined;
  /** A folder with a folder for each data set; by default what TOPDOWN_DATA names. */
  readonly collection?: string | undefined;
  /** As `collection`, and where downloads go; by default the user's cache. */
  readonly cache?: string;
}

/** Where to look, what the labels stand for, how to watch a download, and what to draw. */
export interface LoadOptions extends SearchedFolders, Labelling, DownloadControl {
  readonly drawn?: DrawnDigitsSettings;
}

/** A data set as it was loaded, with what a record of a run needs. */
export interface LoadedDataSet extends FilesRead {
  readonly name: string;
  readonly source: DataSource;
}

/** How a search for one data set ends, for lists. */
export interface Location extends DataSource {
  readonly name: string;
  /** What is to be seen in it. */
  readonly about: string;
  /** Why it cannot be loaded from there. */
  readonly problem?: string;
  readonly hint?: string | undefined;
  /** For `download`, where a person has to fetch it: from where, or the names of its files. */
  readonly byHand?: string | undefined;
}

/** What can be asked for by name, wherever its images come from. */
export interface Loadable {
  readonly name: string;
  /** Whether pictures are prepared for it as MNIST's were (`preparePicture`). */
  readonly ink: boolean;
  /** Whether its images are made by the program, and no files are needed. */
  readonly made: boolean;
  /** Where it would come from; loads nothing and stays off the network. */
  readonly locate: (places: SearchedFolders) => Promise<Location>;
  readonly load: (options: LoadOptions) => Promise<LoadedDataSet>;
}
