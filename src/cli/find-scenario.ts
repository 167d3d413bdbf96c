import { existsSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '../input/did-you-mean';
import { InputError, inShort } from '../input/errors';
import { kindOf, namesIn } from '../machine/read-whole';
import type { AnyScenario } from '../runs/scenario';
import { loadModule } from './load-module';

/** The scenarios that come with the program. */
const SHIPPED = path.join(__dirname, '..', '..', 'scenarios');
const SOURCE = /\.(ts|js)$/;

/** Where scenarios are looked for by name: the working folder's own, then the program's. */
function folders(): string[] {
  return [path.resolve('scenarios'), SHIPPED].filter((folder) => kindOf(folder) === 'folder');
}

/** The names of the scenarios that `loadScenario` finds. */
export function scenarioNames(): string[] {
  const files = folders().flatMap(namesIn);
  const names = files
    .filter((file) => SOURCE.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(SOURCE, ''));
  return [...new Set(names)].sort((one, other) => one.localeCompare(other));
}

/** Throws InputError where an option stands in the place of a scenario's name, after this command. */
export function checkIsNamed(which: string, command: string): void {
  if (which.startsWith('-'))
    throw new InputError(
      `the scenario comes first: npx topdown ${command} <scenario> ${inShort(which)} …`,
    );
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
        : `no scenario "${which}"${didYouMean(which, scenarioNames())}: \`npx topdown run\` lists them; name one of your own by its file, as ./mine.ts`,
    );
  const { default: scenario } = loadModule(file) as { default?: AnyScenario };
  if (typeof scenario?.run !== 'function')
    throw new InputError(
      `${file} is not a scenario: its default export must be a defineScenario(…)`,
    );
  return scenario;
}

function byName(name: string): string | undefined {
  return folders()
    .flatMap((folder) => [path.join(folder, `${name}.ts`), path.join(folder, `${name}.js`)])
    .find((file) => existsSync(file));
}

/** What lists of scenarios are headed by, in their order; whatever says nothing of its kind comes last. */
const KINDS = [
  ['training', 'Training'],
  ['experiment', 'Experiments'],
  ['tool', 'Tools'],
  [undefined, 'Others'],
] as const;

/** The scenarios that there are and what they show, as text, by what they are for. */
export function listScenarios(): string {
  const all = scenarioNames().map((name) => ({ name, ...shownBy(name) }));
  const groups = KINDS.flatMap(([kind, title]) => {
    const lines = all
      .filter((one) => one.kind === kind)
      .map(({ name, shows }) => `  ${name}\n      ${shows}`);
    return lines.length > 0 ? [`${title}:\n${lines.join('\n')}`] : [];
  });
  return `${groups.join('\n\n')}\n\n${HOW_TO_RUN}\n`;
}

const HOW_TO_RUN = `Run one with: npx topdown run <scenario> [options]
and one of your own with: npx topdown run ./mine.ts [options]
--help after its name lists its options.`;

/** What a scenario shows; of a file that is none, why it is not. */
function shownBy(name: string): Pick<AnyScenario, 'shows' | 'kind'> {
  try {
    return loadScenario(name);
  } catch (error) {
    return { shows: `(${error instanceof Error ? error.message.split('\n')[0] : String(error)})` };
  }
}
