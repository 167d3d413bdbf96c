import { SCHEDULES, type ScheduleName } from './schedule';
import { PAPER_DYNAMICS, type PlainDynamics } from './step';

/** The steps whose goodness counts, first and last included. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** Which label is the answer: that with the most goodness, or the least. */
export type Prefers = 'most' | 'least';

/** How images are perceived over time, in plain words and numbers, as settings and records hold it. */
export interface PerceptionSettings {
  /** Time steps each image is seen for. */
  readonly steps: number;
  /** The steps whose goodness decides. */
  readonly window: Window;
  /** Fraction of the old state that stays, 0 … 1. */
  readonly damping: number;
  readonly schedule: ScheduleName;
  /** Which label's goodness makes it the answer: the most unless told. */
  readonly prefers?: Prefers | undefined;
}

/** Steps 3, 4 and 5 of 8 (section 3.4 of the paper). */
export const PAPER_WINDOW: Window = { first: 3, last: 5 };

/** Section 3.4 of the paper: 8 synchronous steps, of which 3 to 5 decide. */
export const PAPER_PERCEPTION: PerceptionSettings = {
  steps: 8,
  window: PAPER_WINDOW,
  damping: PAPER_DYNAMICS.damping,
  schedule: 'synchronous',
};

/** The dynamics that these words name. */
export function dynamicsOf({
  damping,
  schedule,
}: Pick<PerceptionSettings, 'damping' | 'schedule'>): PlainDynamics {
  return { damping, schedule: SCHEDULES[schedule] };
}
