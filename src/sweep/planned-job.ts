import { z } from 'zod';
import { type Job, jobInWords, keyToDo, type SweepPlan } from './job';

/** A job of a sweep as it is written down for whoever does it: a line of a plan, an entry of a queue. */
export const plannedJob = z.object({
  /** Raised when what the fields mean changes. */
  schema: z.literal(1),
  /** Its number, from 1, and how many there are. */
  job: z.int().min(1),
  of: z.int().min(1),
  /** What sets it apart, for people. */
  about: z.string(),
  /** Tells whether the job is still the same: it stands for all that decides what comes of it. */
  key: z.string(),
  /** What the sweep was asked for: the scenario, then its options. */
  sweep: z.array(z.string()).min(1),
  /** The store that its run is kept in, where those who do jobs share no disk. */
  store: z.string().min(1).optional(),
});

export type PlannedJob = z.infer<typeof plannedJob>;

/** The jobs of a sweep over a scenario with these options, in their order, whose runs are kept in a store where one is given. */
export function plannedJobs(
  shape: z.ZodRawShape,
  plan: SweepPlan,
  store?: string,
): Map<Job, PlannedJob> {
  const { jobs, varied, asked } = plan;
  return new Map(
    jobs.map((job, at) => [
      job,
      {
        ...{ schema: 1, job: at + 1, of: jobs.length, about: jobInWords(job, varied) },
        ...{ key: keyToDo(shape, job), sweep: [...asked] },
        ...(store !== undefined && { store }),
      },
    ]),
  );
}
