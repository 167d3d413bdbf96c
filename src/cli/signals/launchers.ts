import { commandLine, processEntry } from '../../machine/processes';
import { IGNORED_SIGNALS } from './ignored-signals';

/** Milliseconds between two looks. */
const PAUSE = 1000;

/**
 * Calls `gone`, once, where npm (`npx`, `npm run`) has started this program and those who did, from
 * npm down to the parent, are no longer all there: npm does not hand every signal on, and its shell
 * none, so that the program would go on with nobody to wait for it, or to stop it. Returns what ends
 * the watch.
 *
 * Who started the program in another way may go, as a shell does after `topdown train & disown`; and
 * so may npm by a hang-up that is ignored here: `nohup npx topdown train`.
 */
export function followLaunchers(gone: () => void): () => void {
  const own = processEntry(process.pid);
  const leads = own?.group === process.pid; // started by a shell with job control, or by setsid
  if (process.env['npm_lifecycle_event'] === undefined || leads) return () => undefined;
  const start = launchers(own?.group);
  let looks = 0; // since they have gone
  const timer = setInterval(() => {
    if (start !== '' && launchers(own?.group) === start) return;
    if (looks++ === 0) return; // the hang-up that ended them may not have been heard here yet
    forget();
    gone();
  }, PAUSE);
  timer.unref();
  const forget = () => clearInterval(timer);
  if (IGNORED_SIGNALS.has('SIGHUP')) process.once('SIGHUP', forget);
  return forget;
}

/**
 * The numbers of the parent and those above it, up to npm; of the parent alone where there is no npm
 * above it, or the system does not tell. Empty where the parent is not of the group, which npm and
 * what it starts are: it had gone before we looked.
 */
function launchers(group: number | undefined): string {
  if (group === undefined) return String(process.ppid);
  const up: number[] = [];
  for (let pid = process.ppid; ; ) {
    const entry = processEntry(pid);
    if (entry?.group !== group) return String(up[0] ?? '');
    up.push(pid);
    if (isNpm(pid)) return up.join();
    pid = entry.parent;
  }
}

/** Its title is `npm run demo` or `npm exec topdown`; other package managers keep their command line. */
function isNpm(pid: number): boolean {
  const line = commandLine(pid);
  const program = process.env['npm_execpath'];
  return /^npm /.test(line) || (program !== undefined && line.includes(program));
}
