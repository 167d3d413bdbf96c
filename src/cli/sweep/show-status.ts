import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { checkFilePlace } from '../../machine/check-place';
import { writeWhole } from '../../machine/files';
import { shareOf, statusPage, summaryOf, timeOf } from '../../pages/sweep/status-page';
import { stopIfInterrupted } from '../../runs/scenario';
import { type SweepStatus, sweepStatus } from '../../sweep/sweep-status';
import { terminalTable } from '../../trained/tables';
import { interruptible } from '../interruptible';
import { addOptions, parseOptions } from '../option-schema';
import { COMMAND_OUTPUT, print, printJson } from '../print';
import { prepareAgain } from './prepare-again';

const statusOptions = {
  follow: z
    .boolean()
    .default(false)
    .describe('show changes as they happen, until all jobs have ended'),
  page: z
    .string()
    .min(1)
    .optional()
    .describe('also write it to this file, as a page that reloads itself')
    .meta({ value: 'file' }),
  json: z.boolean().default(false).describe('print it as JSON on stdout'),
};

/** Milliseconds between two looks. */
const PAUSE = 2000;

/** `topdown sweep status`: how far a sweep has come. Returns the exit code. Throws InputError. */
export async function showStatus(args: readonly string[]): Promise<number> {
  const command = new Command('npx topdown sweep status')
    .description(
      'Shows how far a sweep has come: what is done, who runs which job, what failed and why.',
    )
    .argument('<sweep>', 'the folder of a sweep, or the file of jobs that --plan wrote')
    .exitOverride()
    .configureOutput(COMMAND_OUTPUT)
    .showHelpAfterError('(--help lists the options)');
  addOptions(command, statusOptions).parse([...args], { from: 'user' });
  const { follow, json, page } = parseOptions(statusOptions, command.opts());
  if (page !== undefined) checkFilePlace(page);
  return interruptible(
    async (doing) => {
      const { plan, ledger } = await prepareAgain(command.args[0] as string, doing);
      let before = '';
      for (;;) {
        const status = sweepStatus(plan, ledger.look(), Date.now());
        const now = changing(status);
        if (page !== undefined) writeWhole(page, statusPage(status, new Date()));
        if (now !== before) {
          if (json) printJson(status);
          else print(`${statusText(status)}\n`);
        }
        before = now;
        const { going, open, stopped } = status.count;
        if (!follow || going + open + stopped === 0) return 0;
        const { signal } = doing.stop;
        await pause(PAUSE, undefined, { signal }).catch(() => undefined);
        stopIfInterrupted(signal);
      }
    },
    () => 'stopped',
  );
}

/** What makes a difference worth telling: not that time goes by. */
function changing({ jobs }: SweepStatus): string {
  return JSON.stringify(jobs.map(({ state, done, who }) => [state, done, who]));
}

/** A sweep at a glance: a row a job that has begun and is not finished, and the sums. */
export function statusText(status: SweepStatus): string {
  const rows = status.jobs.filter(({ state }) => state !== 'finished' && state !== 'open');
  const table = terminalTable(
    ['job', '', 'done', 'for'],
    rows.map((job) => [
      [job.about, ...underJob(job).map((line) => `  ${line}`)].join('\n'),
      ...[job.state, shareOf(job), timeOf(job)],
    ]),
  );
  return [...(rows.length > 0 ? [table] : []), ...summaryOf(status)].join('\n');
}

/** The run of a job, and who is at it, or why it failed. */
function underJob({ run, who, error }: SweepStatus['jobs'][number]): string[] {
  const [first = ''] = (who ?? error ?? '').replace(`${run}: `, '').split('\n');
  return [...(run === undefined ? [] : [run]), ...(first === '' ? [] : [first])];
}
