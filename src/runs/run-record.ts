import { z } from 'zod';
import { looksSchema } from '../images/looks';
import { limited } from '../input/limits';
import { RECURRENT } from '../learning/systems/recurrent';
import { parseJson } from '../machine/read-json';
import { processIdentity } from './process-identity';

/** Bytes of a record at the most; the largest of the program's own scenarios has 1 MB. */
export const LARGEST_RECORD = 16 * 2 ** 20;
/** Of these, what all but the results may take. */
const REST = 2 ** 20;

const moment = z.iso.datetime();
/** Figures, times that it was resumed, and files of data: more are none of a run's. */
const MANY = 1000;

/** What a run runs on. */
const ground = {
  versions: z.object({
    topdown: z.string(),
    node: z.string(),
    tfjs: z.string(),
    tensorflow: z.string().optional(),
  }),
  engine: z.object({
    name: z.string(),
    description: z.string(),
    threads: z.int(),
    /** What it computed on; the CPU where nothing is said. */
    device: z.enum(['cpu', 'gpu']).optional(),
  }),
  /** Of the code: the commit checked out, and whether files differ from it. */
  code: z.object({ commit: z.string(), changed: z.boolean() }).optional(),
  /** Files of a person's own that added to the program, with the SHA-256 of each. */
  extensions: z.array(z.object({ file: z.string(), sha256: z.string() })).optional(),
};

/** What its labels stand for, where that is not what the data set says. */
const labelling = {
  classes: z.int().optional(),
  firstLabel: z.int().optional(),
};

/** A trained network that a run used: as it was named, its file, and the SHA-256 of that. */
export const usedNetwork = z.object({ given: z.string(), file: z.string(), sha256: z.string() });

/** A file that an option names: as it was named, and its SHA-256. */
const namedFile = z.object({ given: z.string(), sha256: z.string() });

/** A run's `run.json`: what was done with what, so that it can be done again. */
export const runRecord = z.object({
  /** Raised when what the fields mean changes. */
  schema: z.literal(1),
  /** A name, which stands in the names of files and in commands that people copy. */
  scenario: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u),
  /** What a person has called it since. */
  name: z.string().max(100).optional(),
  /** The scenario's sentence: what it shows. */
  shows: z.string().optional(),
  status: z.enum(['running', 'finished', 'interrupted', 'failed']),
  started: moment,
  /** When it was taken up again, and on what: a result is the same to the bit only on the same. */
  resumed: limited(z.array(z.object({ at: moment, ...ground })), MANY),
  /** Who writes here while the status is `running`. */
  process: processIdentity,
  /** The fencing number of its lease; older records have none. */
  lease: z.int().optional(),
  ended: moment.optional(),
  /** The scenario's options, defaults included. */
  options: z.record(z.string(), z.unknown()),
  seed: z.int(),
  /** The data set as asked for. */
  dataSet: z.string(),
  /** The folder that was given for its files, where one was. */
  dataFolder: z.string().optional(),
  ...labelling,
  /** The data set as found: where from, how many images, and the sha256 of each file. */
  data: z
    .object({
      set: z.string(),
      source: z.enum(['folder', 'cache', 'download', 'drawn']),
      /** The folder it was in; empty where it was drawn. */
      path: z.string(),
      checksums: limited(z.record(z.string(), z.string()), MANY),
      ...labelling,
      /** How its images look, where they are not square, grey, and of classes called by numbers. */
      looks: looksSchema.optional(),
      /** Where its test images come from, where no file says which they are. */
      testFrom: z.string().optional(),
      split: z.enum(['validation', 'test']),
      training: z.int(),
      held: z.int(),
    })
    .optional(),
  /** The trained networks that it used. */
  networks: limited(z.array(usedNetwork), MANY).optional(),
  /** The other files that its options name, as one that declares an architecture. */
  files: limited(z.array(namedFile), MANY).optional(),
  /** How the network was made to learn. */
  learning: z
    .looseObject({
      system: z.string().optional(),
      /** Which label's goodness makes it the answer: the most unless told. */
      prefers: z.enum(['most', 'least']).optional().catch(undefined),
    })
    .optional(),
  ...ground,
  /** What was drawn of it, in the order in which a report shows it. */
  figures: limited(
    z.array(z.object({ file: z.string(), title: z.string(), caption: z.string() })),
    MANY,
  ).optional(),
  results: z.unknown().optional(),
  /** Why it failed. */
  error: z.string().optional(),
});

export type RunRecord = z.infer<typeof runRecord>;

/**
 * Throws InputError for results that could be written into a record but not read again: too large, or
 * nested too deep.
 */
export function checkRecordable(results: unknown): void {
  const bytes = Buffer.from(JSON.stringify(results ?? null, null, 2));
  const [what, remedy] = ['what a record can hold', 'Write them to a file in its folder instead'];
  const schema = z
    .unknown()
    .refine(() => bytes.length < LARGEST_RECORD - REST, 'they are too large');
  parseJson(bytes, 'The results of this run', { what, remedy, schema });
}

/** The system whose network a run trained; records older than the other systems name none. */
export function systemOf({ learning }: Pick<RunRecord, 'learning'>): string {
  return learning?.system ?? RECURRENT.name;
}

/**
 * Seconds from when a run began, or was last taken up, to when it ended, as clocks said; undefined where it has not
 * ended, or a clock was set back meanwhile.
 */
export function secondsTaken({
  started,
  resumed,
  ended,
}: Pick<RunRecord, 'started' | 'resumed' | 'ended'>): number | undefined {
  if (ended === undefined) return undefined;
  const seconds = (Date.parse(ended) - Date.parse(resumed.at(-1)?.at ?? started)) / 1000;
  return seconds >= 0 ? seconds : undefined;
}

/** A run's record without what is of its own machine alone: who wrote it, and where files were. */
export type PublishedRecord = Omit<
  RunRecord,
  'process' | 'lease' | 'dataFolder' | 'data' | 'networks'
> & {
  readonly data?: Omit<NonNullable<RunRecord['data']>, 'path'> | undefined;
  readonly networks?:
    | readonly Omit<NonNullable<RunRecord['networks']>[number], 'file'>[]
    | undefined;
};

/** What of a record others are shown. */
export function publishedRecord({
  process: _,
  lease: __,
  dataFolder: ___,
  data,
  networks,
  ...record
}: RunRecord): PublishedRecord {
  return {
    ...record,
    ...(data && { data: withoutPath(data) }),
    ...(networks && { networks: networks.map(({ given, sha256 }) => ({ given, sha256 })) }),
  };
}

function withoutPath({ path: _, ...shown }: NonNullable<RunRecord['data']>) {
  return shown;
}
