import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import type { Ended } from './command';

const SOURCES = path.resolve(__dirname, '../../bin/sources.cjs');
const CHILD = path.join(__dirname, 'commands-child.ts');
/** What ends the words of a command; what comes after, as a warning of Node's, is none of them. */
const END = /\0(\d+)\n[\s\S]*$/;

/**
 * `topdown` as a person types it in `cwd`, but all of a file's commands in one process, one at a
 * time: for what is said and left behind, where a start of the program for each would cost more than
 * all else. Where a choice of engine or a signal has a part, it is `topdownCommand`. `env` is for all
 * of them; extensions that it names are loaded before the first.
 */
export function oneProcess(
  env: NodeJS.ProcessEnv = {},
): (args: readonly string[], cwd: string) => Promise<Ended> {
  let child: ChildProcessWithoutNullStreams | undefined;
  afterAll(async () => {
    child?.stdin.end();
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'close');
  });
  return async (args, cwd) => {
    child ??= spawn(process.execPath, ['--require', SOURCES, CHILD], {
      env: { ...process.env, ...env },
    });
    const ends = [untilEnd(child, child.stdout), untilEnd(child, child.stderr)] as const;
    child.stdin.write(`${JSON.stringify([args, cwd])}\n`);
    const [stdout, stderr] = await Promise.all(ends);
    const code = Number(END.exec(stderr)?.[1]);
    return { code, signal: null, stdout: stdout.replace(END, ''), stderr: stderr.replace(END, '') };
  };
}

/** What a stream says until the command has ended. */
function untilEnd(child: ChildProcessWithoutNullStreams, stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const over = () => reject(new Error(`the process ended: ${said}`));
    const hear = (text: Buffer) => {
      said += text.toString();
      if (!END.test(said)) return;
      stream.off('data', hear);
      child.off('close', over);
      resolve(said);
    };
    stream.on('data', hear);
    child.once('close', over);
  });
}
