import type { Goodness } from '../../observation/scores';
import type { Prefers, Window } from '../../perception/perception-settings';

/** What the page hands to its script. */
export interface WatchedData {
  readonly window: Window;
  /** Which label's goodness makes it the answer. */
  readonly prefers: Prefers;
  /** Units of each hidden layer. */
  readonly units: readonly number[];
  /** What the labels stand for. */
  readonly names: readonly string[];
  readonly images: readonly WatchedOnPage[];
}

/** What the network did with one image. */
export interface WatchedOnPage {
  readonly label: number;
  readonly answer: number;
  /** What is said of it: a heading, a sentence or more, and what the picture is. */
  readonly title: string;
  readonly why: string;
  readonly about: string;
  readonly goodness: Goodness;
  /** Of each layer: activity as bytes in base64, [step][hypothesis][unit]; 255 is `most`. */
  readonly activity: readonly { readonly most: number; readonly bytes: string }[];
}

/** What of it is shown. */
export interface Moment {
  readonly image: number;
  readonly hypothesis: number;
  readonly step: number;
}
