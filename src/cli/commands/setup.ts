import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Command } from 'commander';
import { packageFolder } from '../../machine/package-folder';

/** `topdown setup`: makes the native engine. `ended` is told the exit code. */
export function setupCommand(command: Command, ended: (code: number) => void): void {
  command
    .option(
      '--gpu',
      'also install the one for an NVIDIA GPU (2.1 GB; experimental, see docs/engines.md)',
    )
    .action(async ({ gpu }: { gpu?: boolean }) => {
      const script = path.join(packageFolder, 'setup', 'setup.mjs');
      const args = [script, ...(gpu ? ['--gpu'] : [])];
      ended(await endOf(spawn(process.execPath, args, { stdio: 'inherit', windowsHide: true })));
    });
}

/** The exit code of a program. Signals that end us end it, and it tidies up before we go. */
function endOf(child: ReturnType<typeof spawn>): Promise<number> {
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}
