import { z } from 'zod';
import { RECURRENT } from '../learning/recurrent';

const moment = z.iso.datetime();

/** What a run runs on. */
const ground = {
  versions: z.object({
    topdown: z.string(),
    node: z.string(),
    tfjs: z.string(),
    tensorflow: z.string().optional(),
  }),
  engine: z.object({ name: z.string(), description: z.string(), threads: z.int() }),
  /** Of the code: the commit checked out, and whether files differ from it. */
  code: z.object({ commit: z.string(), changed: z.boolean() }).optional(),
};

/** What its labels stand for, where that is not what the data set says. */
const labelling = {
  classes: z.int().optional(),
  firstLabel: z.int().optional(),
};

/** A run's `run.json`: what was done with what, so that it can be done again. */
export const runRecord = z.object({
  /** Raised when what the fields mean changes. */
  schema: z.literal(1),
  scenario: z.string(),
  /** The scenario's sentence: what it shows. */
  shows: z.string().optional(),
  status: z.enum(['running', 'finished', 'interrupted', 'failed']),
  started: moment,
  /** When it was taken up again, and on what: a result is the same to the bit only on the same. */
  resumed: z.array(z.object({ at: moment, ...ground })),
  /** Who writes here while the status is `running`. */
  process: z.object({ host: z.string(), pid: z.int() }),
  ended: moment.optional(),
  /** The scenario's options, defaults included. */
  options: z.record(z.string(), z.unknown()),
  seed: z.int(),
  /** The data set as asked for. */
  dataSet: z.string(),
  ...labelling,
  /** The folder that was given for its files, where one was. */
  dataFolder: z.string().optional(),
  /** The data set as found: where from, how many images, and the sha256 of each file. */
  data: z
    .object({
      set: z.string(),
      source: z.enum(['folder', 'cache', 'download', 'drawn']),
      /** The folder it was in; empty where it was drawn. */
      path: z.string(),
      checksums: z.record(z.string(), z.string()),
      ...labelling,
      split: z.enum(['validation', 'test']),
      training: z.int(),
      held: z.int(),
    })
    .optional(),
  /** The trained networks that it used: as they were named, their files, and the SHA-256 of those. */
  networks: z
    .array(z.object({ given: z.string(), file: z.string(), sha256: z.string() }))
    .optional(),
  /** How the network was made to learn. */
  learning: z.record(z.string(), z.unknown()).optional(),
  ...ground,
  /** What was drawn of it, in the order in which a report shows it. */
  figures: z
    .array(z.object({ file: z.string(), title: z.string(), caption: z.string() }))
    .optional(),
  results: z.unknown().optional(),
  /** Why it failed. */
  error: z.string().optional(),
});

export type RunRecord = z.infer<typeof runRecord>;

/** The system whose network a run trained; records older than the other systems name none. */
export function systemOf({ learning }: Pick<RunRecord, 'learning'>): string {
  return String(learning?.['system'] ?? RECURRENT.name);
}
