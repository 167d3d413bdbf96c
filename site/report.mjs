// A report that people can try: what a shipped network made of ten test digits.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from '../setup/folders.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';

const TRACE = ['trace', '--network', 'recurrent-500-500', '--split', 'test', '--images', '0-9'];

/** Makes it, and puts it at `file`. Without MNIST it is of digits that the program draws. */
export async function reportAt(file) {
  const runs = mkdtempSync(path.join(os.tmpdir(), 'topdown-report-'));
  const topdown = (...more) =>
    run(process.execPath, ['bin/topdown.cjs', ...TRACE, '--runs', runs, ...more], {
      cwd: projectFolder,
    });
  try {
    await topdown().catch(({ message }) => {
      say(`the report is of drawn digits: ${message}`);
      return topdown('--data-set', 'drawn-digits');
    });
    const made = path.join(runs, 'export-traces');
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(path.join(made, readdirSync(made).sort().at(-1), 'report.html'), file);
  } finally {
    rmSync(runs, { recursive: true, force: true });
  }
}
