import type { z } from 'zod';
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
  /** The folder that holds all runs; this one does not begin by that. */
  readonly runs: string;
}

/**
 * Something that can be run, declared: what it is called, what it shows, what can be set, and how it runs.
 * Options are zod schemas with a default or `.optional()`, and `.describe()` for the help; they
 * check but do not transform, so that a record of them can be read back.
 */
export interface Scenario<Shape extends z.ZodRawShape, Results> {
  /** In kebab-case; its runs lie in `runs/<name>/`. */
  readonly name: string;
  /** One sentence for people: what it shows. */
  readonly shows: string;
  /** What it is for, by which lists are in order: to train a network, to find something out, or to do a job. */
  readonly kind?: 'training' | 'experiment' | 'tool';
  readonly options: Shape;
  /** The data sets that it runs on, the one it takes unless told first; where it names none, all, and MNIST first. */
  readonly dataSets?: readonly [string, ...string[]];
  /** Options as one might type them, for the help. */
  readonly examples?: readonly string[];
  /** What it does; what it returns is recorded as the run's results and must be plain data. */
  readonly run: (experiment: Experiment<z.output<z.ZodObject<Shape>>>) => Promise<Results>;
}

/** A scenario whose options and results are not known here. */
// biome-ignore lint/suspicious/noExplicitAny: the run of one scenario takes no other's options
export type AnyScenario = Scenario<any, unknown>;

/** The person asked to stop. Nothing is wrong; the run can be resumed. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('interrupted');
  }
}

/** Throws Interrupted if the person has asked to stop. */
export function stopIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new Interrupted();
}
