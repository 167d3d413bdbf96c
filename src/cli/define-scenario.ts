import type { z } from 'zod';
import type { Scenario } from '../experiment/scenario';
import { asProgram } from './as-program';
import { runScenario } from './run-scenario';

/**
 * Declares a scenario. Make it the default export of its file: the file is then a command of its
 * own, `npx ts-node scenarios/<name>.ts [options]`, and `topdown run <name>` finds it too.
 */
export function defineScenario<Shape extends z.ZodRawShape, Results>(
  scenario: Scenario<Shape, Results>,
): Scenario<Shape, Results> {
  setImmediate(() => {
    if (require.main?.exports.default !== scenario) return;
    const usage = `npx ts-node scenarios/${scenario.name}.ts`;
    asProgram(() => runScenario(scenario, process.argv.slice(2), usage));
  });
  return scenario;
}
