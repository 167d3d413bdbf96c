import { filesToCome } from '../../data/load';
import { InputError } from '../../input/errors';
import { loadedContent } from '../../runs/data-content';
import type { AnyScenario } from '../../runs/scenario';
import type { SweepPlan } from '../../sweep/job';
import { type RunLedger, runLedger } from '../../sweep/run-ledger';
import { loadScenario } from '../find-scenario';
import { parseOptions } from '../option-schema';
import { planSweep } from './plan-sweep';
import { sharedOptions, sweepCommandLine, sweepOptions } from './sweep-options';

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

/** The sweep over the scenario of this name or file that these options ask for. Throws InputError. */
export async function prepareSweep(named: string, args: readonly string[]): Promise<PreparedSweep> {
  const scenario = loadScenario(named);
  const command = sweepCommandLine(scenario, `topdown sweep ${named}`);
  command.parse([...args], { from: 'user' });
  const own = parseOptions(sweepOptions, command.opts());
  if (own.vary === undefined && command.getOptionValueSource('seeds') !== 'cli')
    throw new InputError(
      `a sweep is of several runs: say what varies by --vary name=values, or how many seeds by --seeds; a single run is \`topdown run ${named}\``,
    );
  const shared = parseOptions(sharedOptions(scenario), command.opts());
  const { dataSet, data, classes, firstLabel } = shared;
  const content = await filesToCome(dataSet, { data, classes, firstLabel });
  return {
    ...{ named, scenario, options: { ...own, ...shared } },
    plan: planSweep(scenario, command, loadedContent(content), [named, ...withoutPlan(args)]),
    ledger: runLedger(shared.runs, scenario),
  };
}

/** The options of a sweep but for that which has it planned. */
function withoutPlan(args: readonly string[]): string[] {
  const at = args.indexOf('--plan');
  const left = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  return left.filter((one) => !one.startsWith('--plan='));
}
