import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { loadScenario, scenarioNames } from './find-scenario';

/**
 * Adds `topdown complete <shell>`, whose output a shell reads to complete commands, and, where a
 * shell asks, options: only then are the scenarios read for theirs.
 */
export async function addCompletion(program: Command, args: readonly string[]): Promise<void> {
  const [first, second, name] = args;
  if (first === 'complete' && second === '--') await addOptions(program, name);
  const completion = tab(program);
  for (const command of ['run', 'sweep']) {
    const scenario = completion.commands.get(command)?.arguments.get('scenario');
    if (scenario)
      scenario.handler = (complete) => {
        for (const name of scenarioNames()) complete(name, 'scenario');
      };
  }
}

/** Gives the command of this name the options of the scenario it stands for. */
async function addOptions(program: Command, name: string | undefined): Promise<void> {
  const alias = Object.entries(ALIASES).find(([alias]) => alias === name);
  const command = program.commands.find((one) => one.name() === name);
  if (!alias || !command) return;
  const [, [scenario]] = alias;
  const { scenarioCommand } = await import('./common-options');
  for (const option of scenarioCommand(loadScenario(scenario), '').options)
    command.addOption(option);
}

/** Scenarios that have a command of their own. */
export const ALIASES = {
  train: ['recurrent-mnist', 'train the recurrent network on MNIST and report its error'],
  compare: [
    'compare-topdown-feedforward',
    'compare top-down with feed-forward recognition on the same images',
  ],
  trace: ['export-traces', 'record what the units do over time, for Python'],
} as const;
