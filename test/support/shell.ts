import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunRecord, runRecord } from '../../src/runs/run-record';

const ROOT = path.resolve(__dirname, '../..');

/** The command, and a scenario's own file, as they stand in a shell's script. */
export const TOPDOWN = `"${process.execPath}" "${path.join(ROOT, 'bin', 'topdown.cjs')}"`;
export const SCENARIO = scenarioIn(path.join(ROOT, 'scenarios', 'recurrent-mnist.ts'));

/** A script of a shell that is under way. */
export interface Script {
  readonly child: ChildProcess;
  /** All that it said, on stdout and stderr. */
  readonly said: () => string;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** The scenario in a file, run by that file. */
export function scenarioIn(file: string): string {
  const tsNode = path.join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js');
  return `"${process.execPath}" "${tsNode}" "${file}"`;
}

/** What a person's shell has, and not what npm and this test's own shell put in. */
function environment(changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_.*|_)$/i.test(name));
  return { ...Object.fromEntries(own), ...changes };
}

/** Starts a script in `cwd`, in a process group of its own; its stdin is a pipe. */
export function script(
  text: string,
  cwd: string,
  { shell = 'bash', env = {} }: { shell?: string; env?: NodeJS.ProcessEnv } = {},
): Script {
  const child = spawn(shell, ['-c', text], { cwd, detached: true, env: environment(env) });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, said: () => said, ended };
}

/**
 * A pipe from these commands to nobody: the reader has gone before they begin, however slow the machine is.
 * Leaves a file `gone`.
 */
export function unread(commands: string): string {
  return `{ until [ -e gone ]; do sleep 0.1; done; ${commands}; } | { exec <&-; touch gone; }`;
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(50);
}

/** The text of a file; empty where there is none. */
export function textOf(...names: string[]): string {
  const file = path.join(...names);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The records of all runs in a working folder. */
export function recordsIn(cwd: string): RunRecord[] {
  const runs = path.join(cwd, 'runs');
  if (!existsSync(runs)) return [];
  const names = readdirSync(runs, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => path.basename(name) === 'run.json');
  return files.map((name) => runRecord.parse(JSON.parse(textOf(runs, name))));
}
