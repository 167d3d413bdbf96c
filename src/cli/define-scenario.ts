import type { z } from 'zod';
import type { Scenario } from '../experiment/scenario';
import { endOnBrokenPipe } from './broken-pipe';
import { runScenario } from './run-scenario';

/**
 * Declares a scenario. Make it the default export of its file: the file is then a command of its
 * own, `npx ts-node scenarios/<name>.ts [options]`, and `topdown run <name>` finds it too.
 */
export function defineScenario<Shape extends z.ZodRawShape, Results>(
  scenario: Scenario<Shape, Results>,
): Scenario<Shape, Results> {
  setImmediate(async () => {
    if (require.main?.exports.default !== scenario) return;
    endOnBrokenPipe();
    const usage = `npx ts-node scenarios/${scenario.name}.ts`;
    process.exitCode = await runScenario(scenario, process.argv.slice(2), usage);
  });
  return scenario;
}
