import type { Surroundings } from '../../runs/scenario';
import { type Job, jobInWords, type SweepPlan } from '../../sweep/job';
import type { JobObserver, Outcome } from '../../sweep/run-jobs';
import { mainMeasures, numbersIn } from '../../sweep/sweep-rows';
import { percentSaid } from '../terminal';

/** Jobs whose last words are shown at a time. */
const SHOWN = 16;

/** Parts of a job, so that one which goes on for long shows. */
const PARTS = 100;

/**
 * Shows the jobs of a sweep to the person who waits for them: a line for each that ends and, on a
 * terminal, what each that is going said last. `before` holds those that had finished before it began;
 * `atOnce` are going at a time.
 */
export function sweepProgress(
  { say, progress }: Pick<Surroundings, 'say' | 'progress'>,
  { jobs, varied }: Pick<SweepPlan, 'jobs' | 'varied'>,
  { before, atOnce }: { readonly before: ReadonlyMap<Job, unknown>; readonly atOnce: number },
): JobObserver & { readonly done: () => void } {
  const bar = progress('sweeping', jobs.length * PARTS, before.size * PARTS);
  const going = new Map<Job, { readonly parts: number; readonly last: string }>();
  let ended = before.size;
  const advance = (by: number) => {
    const lines = [...going].map(([job, { last }]) => `${jobInWords(job, varied)}: ${last}`);
    const under = Array.from({ length: Math.min(atOnce, SHOWN) }, (_, at) => lines[at] ?? '');
    bar.advance(by, `${ended} of ${jobs.length} jobs`, under);
  };
  return {
    done: bar.done,
    said(job, line) {
      if (!/^\s*\w/.test(line)) return; // the frame of a table, or an empty line
      const { parts } = going.get(job) ?? { parts: 0 };
      const now = Math.max(parts, percentSaid(line) ?? 0);
      going.set(job, { parts: now, last: line.trim() });
      advance(now - parts);
    },
    waits: (job, line) => say(`${jobInWords(job, varied)}: ${line}`),
    ended(outcome) {
      const { job, run, error } = outcome;
      if (!(run || error)) return;
      const { parts } = going.get(job) ?? { parts: 0 };
      going.delete(job);
      ended += 1;
      advance(PARTS - parts);
      say(`${ended}/${jobs.length} ${jobInWords(job, varied)}: ${inWords(outcome)}`);
    },
  };
}

/** So many numbers make a line. */
const FEW = 3;

/** What came of a job, in a line. */
function inWords({ run, error }: Outcome): string {
  if (!run) return `failed: ${error?.split('\n')[0]}`;
  const { results } = run.record();
  const numbers = new Map(numbersIn(results).map(({ measure, value }) => [measure, value]));
  const measures = mainMeasures(results);
  const words = measures.map(
    (measure) => `${measure} ${Number(numbers.get(measure)?.toPrecision(3))}`,
  );
  return [...(measures.length <= FEW ? words : []), run.path].join(', ');
}
