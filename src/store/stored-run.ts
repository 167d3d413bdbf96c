import { z } from 'zod';
import { limited } from '../input/limits';
import { processIdentity } from '../runs/process-identity';

// What lies in a store of a job, under the job's key. Attempts are numbered from 1. A number is had by
// whoever writes its `claim` first; nobody else writes under it:
//
//   1/claim           who has the number
//   1/state           whether it still works, and the run as it was last sent
//   1/files/<sha256>  what is in the run's files
//   finished          which attempt finished first, and its run: written once

/** Files of a run at the most. */
const MANY = 100_000;

/** Bytes of one file at the most: what is read at once, and less than a store takes at once. */
export const LARGEST_FILE = 2 ** 31 - 1;

/** A run's folder in a store. */
export const storedRun = z.object({
  /** What the folder is called. */
  name: z.string(),
  files: limited(
    z.array(
      z.object({
        /** With slashes. */
        path: z.string(),
        bytes: z.int().min(0).max(LARGEST_FILE),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    ),
    MANY,
  ),
});

export type StoredRun = z.infer<typeof storedRun>;

/** A run as an attempt has sent it. */
export interface SentRun {
  readonly attempt: number;
  /** The machine that sent it. */
  readonly host: string;
  readonly run: StoredRun;
}

/** Who has an attempt, and how far it has come. */
export const attemptState = z.object({
  schema: z.literal(1),
  process: processIdentity,
  since: z.iso.datetime(),
  /** It counts for so many seconds without a sign of life. */
  seconds: z.number().positive(),
  /** It has ended, and others may go on. */
  released: z.boolean().optional(),
  run: storedRun.optional(),
});

export type AttemptState = z.infer<typeof attemptState>;

/** The result of a job. */
export const finishedJob = z.object({
  schema: z.literal(1),
  attempt: z.int().min(1),
  host: z.string(),
  run: storedRun,
});

export type FinishedJob = z.infer<typeof finishedJob>;
