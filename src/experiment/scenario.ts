import type { z } from 'zod';
import type { Experiment } from './experiment';

/**
 * One experiment, declared: what it is called, what it shows, what can be set, and how it runs.
 * Options are zod schemas with a default or `.optional()`, and `.describe()` for the help; they
 * check but do not transform, so that a record of them can be read back.
 */
export interface Scenario<Shape extends z.ZodRawShape, Results> {
  /** In kebab-case; its runs lie in `runs/<name>/`. */
  readonly name: string;
  /** One sentence for people: what it shows. */
  readonly shows: string;
  readonly options: Shape;
  /** Options as one might type them, for the help. */
  readonly examples?: readonly string[];
  /** What it does; what it returns is recorded as the run's results and must be plain data. */
  readonly run: (experiment: Experiment<z.output<z.ZodObject<Shape>>>) => Promise<Results>;
}

/** A scenario whose options and results are not known here. */
// biome-ignore lint/suspicious/noExplicitAny: the run of one scenario takes no other's options
export type AnyScenario = Scenario<any, unknown>;
