// Executes the notebooks, in place: `npm run notebooks`. Set-up comes first, with Python's packages.
//
//   node setup/notebooks.mjs [--check] [names…]     --check leaves the files as they are
//
// Jupyter finds our kernels and keeps its own files in the Python environment's folder, so that
// nothing is put into the user's home.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { NOTEBOOKS } from './environments.mjs';
import { projectFolder } from './folders.mjs';
import { readyLibrary } from './notebook-library.mjs';
import { readyPython, venvPython } from './python.mjs';
import { say } from './say.mjs';

const folder = path.join(projectFolder, 'notebooks');
const jupyter = path.join(projectFolder, NOTEBOOKS.folder, 'share', 'jupyter');
const here = (name) => path.join(projectFolder, 'setup', name);

/** What a program that was stopped ends with, as shells have it. */
let stopped;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    stopped = 128 + constants.signals[signal];
  });

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.ipynb'))
    .map((file) => path.basename(file, '.ipynb'));
  const named = args.filter((arg) => arg !== '--check').map((arg) => path.basename(arg, '.ipynb'));
  const unknown = named.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    say(`no notebook ${unknown.join(', ')}: there are ${all.join(', ')}`);
    return 2;
  }
  await readyPython(projectFolder, [NOTEBOOKS], { retry: true });
  const python = venvPython(projectFolder, NOTEBOOKS);
  if (!python) return 1; // it was said why
  try {
    await readyLibrary(projectFolder);
  } catch (error) {
    say(error.message);
    return 1;
  }
  writeKernel();
  const files = (named.length > 0 ? named : all).map((name) => path.join(folder, `${name}.ipynb`));
  const check = args.includes('--check') ? ['--check'] : [];
  const code = await runCommand([python, here('notebooks.py'), ...check, ...files], {
    JUPYTER_DATA_DIR: jupyter,
    JUPYTER_RUNTIME_DIR: path.join(jupyter, 'runtime'),
    JUPYTER_CONFIG_DIR: path.join(jupyter, 'config'),
    IPYTHONDIR: path.join(jupyter, 'ipython'),
    MPLCONFIGDIR: path.join(jupyter, 'matplotlib'),
  });
  return stopped ?? code;
}

/** Tells Jupyter of tslab, by the name that other installations of it have. */
function writeKernel() {
  const kernel = {
    argv: [process.execPath, here('kernel.cjs'), 'kernel', '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
  };
  const target = path.join(jupyter, 'kernels', 'tslab');
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'kernel.json'), `${JSON.stringify(kernel, null, 2)}\n`);
}
