import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const SOURCES = path.join(ROOT, 'bin', 'sources.cjs');

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** When a program is sent a signal: as soon as its stderr, or a look around, says so. */
export interface Stop {
  readonly signal: NodeJS.Signals;
  readonly when: (stderr: string) => boolean;
}

/** Runs `topdown` as a person does, in `cwd`, to its end or until it is stopped. */
export function topdownCommand(args: readonly string[], cwd: string, stop?: Stop): Promise<Ended> {
  return node([path.join(ROOT, 'bin', 'topdown.cjs'), ...args], cwd, stop);
}

/** Runs a scenario's own file, as `npx ts-node scenarios/<name>.ts` does, without loading TypeScript. */
export function scenarioFile(
  name: string,
  args: readonly string[],
  runs: string,
  stop?: Stop,
): Promise<Ended> {
  const file = path.join('scenarios', `${name}.ts`);
  return node(['--require', SOURCES, file, ...args, '--runs', runs], ROOT, stop);
}

function node(args: readonly string[], cwd: string, stop?: Stop): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    const lookAround = () => {
      if (!stop?.when(stderr)) return;
      clearInterval(watch);
      child.kill(stop.signal);
    };
    const watch = setInterval(() => {
      try {
        lookAround();
      } catch (error) {
        fail(error); // in the test that looks, which no error thrown by a timer reaches
      }
    }, 10);
    const fail = (error: unknown) => {
      clearInterval(watch);
      child.kill('SIGKILL');
      reject(error);
    };
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stdout, stderr });
    });
  });
}
