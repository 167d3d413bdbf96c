import type { Command } from 'commander';
import { z } from 'zod';
import { addOptions, parseOptions } from '../option-schema';
import { tell } from '../print';
import { runsOption } from '../runs-option';

const json = z.boolean().default(false).describe('print the list as JSON');
const yes = z.boolean().default(false).describe('do not ask for confirmation');

const LIST_OPTIONS = { runs: runsOption, json };
const NAME_OPTIONS = { runs: runsOption };
const REMOVE_OPTIONS = { runs: runsOption, yes };

type Typed = Record<string, unknown>;

/** `topdown runs`: what has been run, and what is to become of it. */
export function runsCommand(command: Command): void {
  command.usage('[list|name|remove] [options]').helpCommand(false);
  const list = command.command('list', { isDefault: true });
  addOptions(list.description('list the runs, the latest first'), LIST_OPTIONS).action(
    async (typed: Typed) => {
      const { listRuns } = await import('../runs/list-runs');
      listRuns(parseOptions(LIST_OPTIONS, typed));
    },
  );
  const name = command
    .command('name')
    .description('name a run, for --network and other commands to find it')
    .argument('<run>', 'its folder, its present name, or latest (the latest run of any scenario)')
    .argument('<name>', 'letters, digits, hyphens, dots and underscores');
  addOptions(name, NAME_OPTIONS).action(async (run: string, called: string, typed: Typed) => {
    const { callRun } = await import('../runs/call-run');
    const { runs } = parseOptions(NAME_OPTIONS, typed);
    tell(`${callRun(run, called, runs)} is called ${called}`);
  });
  const remove = command
    .command('remove')
    .description('remove runs for good, with all that is in their folders')
    .argument('<runs...>', 'their folders, or their names');
  addOptions(remove, REMOVE_OPTIONS).action(async (given: string[], typed: Typed) => {
    const { removeRuns } = await import('../runs/remove-runs');
    await removeRuns(given, parseOptions(REMOVE_OPTIONS, typed));
  });
}
