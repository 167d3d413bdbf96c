import type { RandomStream } from '../../src/engine/random';

/** How a part is counted where a person counts (`--inputs`, `--kills`); the others go by time alone. */
export type Unit = 'inputs' | 'kills' | 'trials';

/**
 * One trial. All that it does by chance is drawn from `random`, which is this trial's own, so that
 * `--trial` repeats it alone. It returns what its tries came to, a word each, and throws a `Failure`
 * where a promise was not kept.
 */
export type Trial = (random: RandomStream, number: number) => Promise<readonly string[]>;

/** Something that the campaign does to the program, and what is promised all the same. */
export interface Part {
  /** As `--only` has it: `kills/training`. */
  readonly name: string;
  /** What holds after each trial. */
  readonly promises: string;
  readonly unit: Unit;
  /** Of the campaign's time, against the other parts; 0: only where it is named. */
  readonly share: number;
  /** Why it cannot be done on this machine; undefined where it can. */
  readonly lacks?: () => string | undefined;
  /** Makes what all its trials need, such as a run that nobody disturbs, and measures it. */
  readonly begin: (ground: Ground) => Promise<Trial>;
}

/** Where a part does its work. */
export interface Ground {
  readonly seed: number;
  /** A folder for this part alone. It goes when the campaign ends. */
  readonly folder: string;
  /** One for what several parts need, each in a folder of its own there. */
  readonly common: string;
  /** Aborts where the campaign is to stop. */
  readonly signal: AbortSignal;
  /** Seconds that are left for this part; undefined where it is counted. */
  readonly secondsLeft: () => number | undefined;
  /** Called when the campaign is done with the part, however that comes. */
  readonly atTheEnd: (tidy: () => unknown) => void;
}
