import { filesToCome } from '../../data/load';
import { InputError } from '../../input/errors';
import { quoted } from '../../input/quoted';
import { loadedContent } from '../../runs/data-content';
import { withDownloads } from '../../runs/downloads';
import type { AnyScenario } from '../../runs/scenario';
import type { SweepPlan } from '../../sweep/job';
import { type RunLedger, runLedger } from '../../sweep/run-ledger';
import { loadScenario } from '../find-scenario';
import type { Doing } from '../interruptible';
import { parseOptions } from '../option-schema';
import { planSweep } from './plan-sweep';
import { sharedOptions, sweepCommandLine, sweepOptions } from './sweep-options';
import { whatIsAsked } from './what-is-asked';

/** A sweep that was asked for, before anything of it runs. */
export interface PreparedSweep {
  /** The scenario, as it was named, and what it is. */
  readonly named: string;
  readonly scenario: AnyScenario;
  readonly plan: SweepPlan;
  readonly ledger: RunLedger;
  readonly options: SweepChoices;
}

type SweepChoices = ReturnType<typeof parseOptions<typeof sweepOptions>> &
  ReturnType<typeof parseOptions<ReturnType<typeof sharedOptions>>>;

/** Who sees what is downloaded, and may stop that. */
export type Stoppable = Pick<Doing, 'progress' | 'stop'>;

/**
 * The sweep over the scenario of this name or file that these options ask for. Throws InputError, and Interrupted
 * where its data have to be downloaded to know what they are, and that is stopped.
 */
export async function prepareSweep(
  named: string,
  args: readonly string[],
  { progress, stop: { signal } }: Stoppable,
): Promise<PreparedSweep> {
  const scenario = loadScenario(named);
  const command = sweepCommandLine(scenario, `npx topdown sweep ${named}`);
  command.parse([...args], { from: 'user' });
  const own = parseOptions(sweepOptions, command.opts());
  if (own.vary === undefined && command.getOptionValueSource('seeds') !== 'cli')
    throw new InputError(
      `a sweep is of several runs: say what varies by --vary name=values, or how many seeds by --seeds; a single run is \`npx topdown run ${quoted(named)}\``,
    );
  const shared = parseOptions(sharedOptions(scenario), command.opts());
  checkTogether({ ...own, ...shared });
  const { dataSet, data, classes, firstLabel } = shared;
  const content = await withDownloads({ progress, signal }, (control) =>
    filesToCome(dataSet, { data, classes, firstLabel, ...control }),
  );
  const asked = whatIsAsked(args, scenario.options, shared.runs);
  return {
    ...{ named, scenario, options: { ...own, ...shared } },
    plan: planSweep(scenario, command, loadedContent(content), [named, ...asked]),
    ledger: runLedger(shared.runs, scenario),
  };
}

/** Throws InputError where options of a sweep contradict each other. */
function checkTogether({ store, queue, plan, dryRun, json }: SweepChoices): void {
  const [asked, planned] = [queue !== undefined, plan !== undefined];
  const problems: readonly (readonly [is: boolean, problem: string])[] = [
    [
      store !== undefined && !asked,
      '--store is for jobs that others do: say by which --queue they are asked for',
    ],
    [
      planned && asked,
      '--plan writes jobs for a scheduler, and --queue has workers do them: give one',
    ],
    [planned && dryRun, '--plan writes the jobs to a file, and --dry-run lists them: give one'],
    [planned && json, '--plan runs no job, and so has no record to print: leave out --json'],
  ];
  for (const [is, problem] of problems) if (is) throw new InputError(problem);
}
