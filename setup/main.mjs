import { runCommand } from './command.mjs';
import { NOTEBOOKS, TESTS } from './environments.mjs';
import { projectFolder } from './folders.mjs';
import { readyEngine } from './native-engine.mjs';
import { readyNativeParts } from './native-parts.mjs';
import { readyPackages } from './packages.mjs';
import { readyPython, venvPython } from './python.mjs';
import { watchSignals } from './run.mjs';
import { beQuiet, say } from './say.mjs';

const USAGE = 'usage: node setup/setup.mjs [--python] [--gpu] [--quiet] [-- command args…]';

/** Does what the arguments ask for and returns the exit code: the command's, if there is one. */
export async function main(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const options = new Set(args.slice(0, end));
  const command = args.slice(end + 1);
  const python = options.delete('--python');
  const gpu = options.delete('--gpu');
  if (options.delete('--quiet')) beQuiet();
  if (options.size > 0) {
    say(`no option ${[...options].join(' ')}; ${USAGE}`);
    return 2;
  }
  // Set-up asked for by name tries again what failed lately; on the way to a command it does not,
  // or every start would wait for the same failure.
  const retry = command.length === 0;
  watchSignals('on'); // between programs, too
  try {
    await readyPackages(projectFolder);
    await readyNativeParts(projectFolder);
  } catch (error) {
    say(`${error.message}`);
    return 1;
  }
  await readyEngine({ retry });
  const lacking = gpu && !(await readyEngine({ retry, device: 'gpu' }));
  if (python) await readyPython(projectFolder, [TESTS, NOTEBOOKS], { retry });
  if (command.length === 0) return lacking ? 1 : 0;
  watchSignals('off'); // the command's own from here on
  const pythons = [TESTS, NOTEBOOKS].map((one) => [one.variable, venvPython(projectFolder, one)]);
  return runCommand(command, Object.fromEntries(pythons));
}
