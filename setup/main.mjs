import { runCommand } from './command.mjs';
import { NOTEBOOKS, TESTS } from './environments.mjs';
import { projectFolder } from './folders.mjs';
import { readyEngine } from './native-engine.mjs';
import { readyPackages } from './packages.mjs';
import { readyPython, venvPython } from './python.mjs';
import { beQuiet, say } from './say.mjs';

const USAGE = 'usage: node setup/setup.mjs [--python] [--quiet] [-- command args…]';

/** Does what the arguments ask for and returns the exit code: the command's, if there is one. */
export async function main(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const options = new Set(args.slice(0, end));
  const command = args.slice(end + 1);
  const python = options.delete('--python');
  if (options.delete('--quiet')) beQuiet();
  if (options.size > 0) {
    say(`no option ${[...options].join(' ')}; ${USAGE}`);
    return 2;
  }
  // Set-up asked for by name tries again what failed lately; on the way to a command it does not,
  // or every start would wait for the same failure.
  const retry = command.length === 0;
  try {
    await readyPackages(projectFolder);
  } catch (error) {
    say(`${error.message}`);
    return 1;
  }
  await readyEngine(projectFolder, { retry });
  for (const environment of python ? [TESTS, NOTEBOOKS] : [])
    await readyPython(projectFolder, environment, { retry });
  if (command.length === 0) return 0;
  const pythons = [TESTS, NOTEBOOKS].map((one) => [one.variable, venvPython(projectFolder, one)]);
  return runCommand(command, Object.fromEntries(pythons));
}
