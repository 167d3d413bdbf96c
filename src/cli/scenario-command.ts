import { Command } from 'commander';
import type { AnyScenario } from '../experiment/scenario';
import { COMMAND_OUTPUT } from './command-output';
import { commonOptions } from './common-options';
import { optionsOf } from './option-schema';

/** The command line of a scenario: its own options, and those that every scenario has. */
export function scenarioCommand({ shows, options, examples }: AnyScenario, usage: string): Command {
  const command = new Command(usage)
    .description(shows)
    .exitOverride()
    .configureOutput(COMMAND_OUTPUT)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help lists the options)')
    .optionsGroup('Options:');
  for (const option of optionsOf(options)) command.addOption(option);
  command.optionsGroup('Options of every scenario:');
  for (const option of optionsOf(commonOptions())) command.addOption(option);
  command.helpOption('-h, --help', 'show this');
  const lines = (examples ?? []).map((example) => `  ${usage} ${example}`);
  if (lines.length > 0) command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  return command;
}
