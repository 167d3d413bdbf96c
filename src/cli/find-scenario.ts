import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../input/errors';
import type { AnyScenario } from '../runs/scenario';
import { loadModule } from './load-module';

/** The scenarios that come with the program. */
const SHIPPED = path.join(__dirname, '..', '..', 'scenarios');
const SOURCE = /\.(ts|js)$/;

/** Where scenarios are looked for by name: the working folder's own, then the program's. */
function folders(): string[] {
  return [path.resolve('scenarios'), SHIPPED].filter((folder) => existsSync(folder));
}

/** The names of the scenarios that `loadScenario` finds. */
export function scenarioNames(): string[] {
  const files = folders().flatMap((folder) => readdirSync(folder));
  const names = files
    .filter((file) => SOURCE.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(SOURCE, ''));
  return [...new Set(names)].sort((one, other) => one.localeCompare(other));
}

/**
 * The scenario of this name, or in this file. Throws InputError where there is none.
 */
export function loadScenario(which: string): AnyScenario {
  const file = SOURCE.test(which) ? path.resolve(which) : byName(which);
  if (!file || !existsSync(file))
    throw new InputError(
      SOURCE.test(which)
        ? `there is no file ${which}`
        : `no scenario "${which}": there are ${scenarioNames().join(', ')}; one of your own is named by its file, as ./mine.ts`,
    );
  const { default: scenario } = loadModule(file) as { default?: AnyScenario };
  if (typeof scenario?.run !== 'function')
    throw new InputError(`${file} is no scenario: its default export must be a defineScenario(…)`);
  return scenario;
}

function byName(name: string): string | undefined {
  return folders()
    .flatMap((folder) => [path.join(folder, `${name}.ts`), path.join(folder, `${name}.js`)])
    .find((file) => existsSync(file));
}

/** The scenarios that there are and what they show, as text. */
export function listScenarios(): string {
  const names = scenarioNames();
  const lines = names.map((name) => `${name}\n    ${shownBy(name)}`);
  return `${lines.join('\n')}\n\nRun one with: npx topdown run <scenario> [options]\nand one of your own with: npx topdown run ./mine.ts [options]\n`;
}

/** What a scenario shows; of a file that is none, why it is not. */
function shownBy(name: string): string {
  try {
    return loadScenario(name).shows;
  } catch (error) {
    return `(${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
  }
}
