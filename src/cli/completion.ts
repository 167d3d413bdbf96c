import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { AFTER_BASH, BEFORE_BASH } from './bash-completion';
import { loadScenario, scenarioNames } from './find-scenario';
import { printData } from './print';

/**
 * Adds `topdown completion <shell>`, whose output a shell reads to complete commands, and, where a
 * shell asks (`topdown complete -- …`), options: only then are the scenarios read for theirs.
 */
export async function addCompletion(program: Command, args: readonly string[]): Promise<void> {
  const [first, second, name] = args;
  const isAsked = first === 'complete' && second === '--';
  if (isAsked) await addOptions(program, name);
  const completion = tab(program, { completionCommandName: 'completion' });
  const script = program.commands.find((command) => command.name() === 'completion');
  script?.description('print a completion script for bash, zsh, fish or powershell');
  script?.hook('preAction', forBash(BEFORE_BASH)).hook('postAction', forBash(AFTER_BASH));
  for (const command of ['run', 'sweep']) {
    const scenario = completion.commands.get(command)?.arguments.get('scenario');
    if (scenario) scenario.handler = offering(scenarioNames);
  }
  if (!isAsked) return;
  const { LATEST } = await import('../runs/all-runs');
  const { shippedNames } = await import('../trained/shipped-model');
  for (const { options } of completion.commands.values()) {
    const network = options.get('network');
    if (network) network.handler = offering(() => [LATEST, ...shippedNames()]);
  }
}

/** Prints what bash is to read besides, where it is for bash. */
function forBash(text: string): (command: Command) => void {
  return ({ args: [shell] }) => {
    if (shell === 'bash') printData(text);
  };
}

/** Has a shell offer these names. */
function offering(names: () => readonly string[]) {
  return (complete: (value: string, about: string) => void): void => {
    for (const name of names()) complete(name, '');
  };
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
  evaluate: ['evaluate', 'measure the error of a trained network by damping, steps and window'],
  trace: ['export-traces', 'record the activity of units over time, for Python'],
} as const;
