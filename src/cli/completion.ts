import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { scenarioNames } from './find-scenario';

/** Adds `topdown complete <shell>`, whose output a shell reads to complete commands. */
export function addCompletion(program: Command): void {
  const completion = tab(program);
  const scenario = completion.commands.get('run')?.arguments.get('scenario');
  if (scenario)
    scenario.handler = (complete) => {
      for (const name of scenarioNames()) complete(name, 'scenario');
    };
}
