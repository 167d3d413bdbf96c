import type { Labelling } from '../data/labelling';
import type { Engine } from '../engine/backend';
import type { OwnRun } from './run-folder';

/** How far a long piece of work has come, for the person who waits. */
export interface Progress {
  /**
   * `by` more of the total is done; `note` is a word on how it goes, `details` are lines that say
   * more where there is room for them: always as many.
   */
  advance(by: number, note?: string, details?: readonly string[]): void;
  done(): void;
}

/** Where a scenario meets the person: nothing it shows changes what it computes. */
export interface Surroundings {
  readonly engine: Engine;
  /** A line, or several, for people. */
  readonly say: (text: string) => void;
  /** Work of `total` pieces, `done` of them already. */
  readonly progress: (what: string, total: number, done?: number) => Progress;
  /** Aborts when the person asks to stop. */
  readonly signal: AbortSignal;
}

/** What every run can be told, whatever its scenario. */
export interface CommonOptions extends Labelling {
  readonly seed: number;
  readonly dataSet: string;
  /** A folder with that data set's files. */
  readonly data?: string | undefined;
}

/** What a scenario is given to run with. */
export interface Experiment<Options> extends CommonOptions, Surroundings {
  readonly options: Options;
  /** Where everything that it writes goes. */
  readonly run: OwnRun;
}
