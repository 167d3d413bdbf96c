import { fstatSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { isatty } from 'node:tty';
import { ignores, openFileOf, processEntry, writesOnly } from '../../machine/processes';

const SHELLS = ['sh', 'dash', 'ash', 'bash', 'ksh', 'mksh', 'zsh', 'busybox'];

/**
 * The signals that whoever started this program wanted ignored, by `nohup`, by `trap '' HUP`, or by
 * `&` in a script.
 *
 * The system hands that on, but Node takes it back before the first line of a program runs
 * (`PlatformInit` in node.cc), so it is told here by the marks that are left. Where there are none,
 * a signal is heeded: the work is saved, and goes on by `--resume`.
 */
export const IGNORED_SIGNALS: ReadonlySet<NodeJS.Signals> = new Set<NodeJS.Signals>([
  ...(hangUpsAreIgnored() ? (['SIGHUP'] as const) : []),
  ...(isJobOfScript() || parentIgnores('SIGINT') ? (['SIGINT', 'SIGQUIT'] as const) : []),
]);

function hangUpsAreIgnored(): boolean {
  return isUnderNohup() || isAloneWithFiles() || parentIgnores('SIGHUP');
}

/**
 * Shells note the command that they start in `_`, which npx and set-up hand on. GNU's nohup, where
 * it is started on a terminal, puts a /dev/null in its place that cannot be read, and a file of its
 * own name.
 */
function isUnderNohup(): boolean {
  if (path.basename(process.env['_'] ?? '') === 'nohup') return true;
  if (openFileOf(process.pid, 0) === '/dev/null' && writesOnly(process.pid, 0)) return true;
  return [1, 2].some(
    (descriptor) => path.basename(openFileOf(process.pid, descriptor)) === 'nohup.out',
  );
}

/** Nothing that it reads or writes can hang up: neither a terminal, nor a pipe, nor a connection. */
function isAloneWithFiles(): boolean {
  return [0, 1, 2].every((descriptor) => {
    if (isatty(descriptor)) return false;
    const file = fstatSync(descriptor);
    return !(file.isFIFO() || file.isSocket());
  });
}

/**
 * A script started it by `&`: it is in the script's own group, and reads /dev/null where the script
 * does not. Ctrl-C is for the script then. (`topdown train </dev/null` in a script looks the same.)
 */
function isJobOfScript(): boolean {
  const [own, parent] = [processEntry(process.pid), processEntry(process.ppid)];
  if (!own || !parent || own.group !== parent.group || !SHELLS.includes(parent.name)) return false;
  return openFileOf(process.pid, 0) === '/dev/null' && openFileOf(process.ppid, 0) !== '/dev/null';
}

/** What started it ignores the signal itself, and so do then all that it starts. */
function parentIgnores(signal: 'SIGHUP' | 'SIGINT'): boolean {
  return ignores(process.ppid, constants.signals[signal]);
}
