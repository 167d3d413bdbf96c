import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure';
import type { Answer, Task } from './parser-child';
import { TS_NODE } from './processes';

/** Inputs that a process takes before the next one begins. */
const EACH = 1000;
/** What its heap may hold, in megabytes: more ends it, which is found. */
const HEAP = 512;
/** No process is let take more of the machine's memory, in bytes. */
const MOST = 2 ** 31;
/** Milliseconds between two looks at it. */
const LOOK = 100;

/**
 * The bound on the time of one input, in milliseconds of the processor's time: by far above what a
 * sound one takes on this machine, measured at the start, and never below `least`. One that waits
 * instead of computing is given ten times as long.
 */
export interface Patience {
  readonly times: number;
  readonly least: number;
}

export const PATIENCE: Patience = { times: 200, least: 20_000 };

/** Processes, one at a time, that read inputs by their numbers. */
export interface ParserHost {
  /** What the input came to, in a word. Throws a Failure where it does harm, also to the process. */
  readonly feed: (number: number) => Promise<string>;
  readonly close: () => void;
}

/** Starts them as they are needed. What is in hand lies in the task's folder. */
export function parserHost(task: Task, { times, least }: Patience = PATIENCE): ParserHost {
  let reader: Reader | undefined;
  let [fed, bound] = [0, Number.POSITIVE_INFINITY];
  const close = () => {
    reader?.end();
    reader = undefined;
  };
  return {
    close,
    async feed(number) {
      if (fed++ % EACH === 0) close();
      try {
        if (!reader) {
          reader = startReader(task);
          const { milliseconds } = await reader.answer(Number.POSITIVE_INFINITY);
          bound = Math.max(least, times * milliseconds);
        }
        reader.send(number);
        const answer = await reader.answer(bound);
        if ('failure' in answer) throw new Failure(answer.failure, task.folder);
        return answer.word;
      } catch (error) {
        if (reader?.isOver()) close();
        throw error;
      }
    },
  };
}

interface Reader {
  readonly send: (number: number) => void;
  /** Its next answer. Throws a Failure where there comes none, or it takes longer than `bound`. */
  readonly answer: (bound: number) => Promise<Answer>;
  readonly isOver: () => boolean;
  readonly end: () => void;
}

function startReader(task: Task): Reader {
  const script = path.join(__dirname, 'parser-child.ts');
  const args = [`--max-old-space-size=${HEAP}`, TS_NODE, script, JSON.stringify(task)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  let [said, over] = ['', false];
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-20_000);
  });
  child.once('close', () => {
    over = true;
  });
  const end = () => {
    over = true;
    child.kill('SIGKILL');
  };
  return {
    end,
    isOver: () => over,
    send: (number) => void child.send(number, () => undefined),
    answer: (bound) => nextAnswer(child, bound, () => said, end, task.folder),
  };
}

function nextAnswer(
  child: ChildProcess,
  bound: number,
  said: () => string,
  end: () => void,
  folder: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const before = processorTime(child.pid);
    const done = () => {
      clearInterval(looking);
      child.off('message', answered).off('close', died);
    };
    const failed = (message: string) => {
      done();
      end();
      reject(new Failure(message, folder));
    };
    const answered = (answer: Answer) => {
      done();
      resolve(answer);
    };
    const died = (code: number | null, signal: NodeJS.Signals | null) =>
      failed(`ends the process with ${signal ?? `code ${code}`}: ${lastCry(said())}`);
    const looking = setInterval(() => {
      const [computed, waited] = [processorTime(child.pid) - before, performance.now() - start];
      if (computed > bound || waited > 10 * bound)
        failed(`hangs: no end after ${Math.round(computed)} ms of computing`);
      if (residentBytes(child.pid) > MOST) failed(`takes too much memory: more than ${MOST} bytes`);
    }, LOOK);
    child.on('message', answered).once('close', died);
  });
}

function lastCry(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /FATAL|Error/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}

/** Milliseconds that a process has computed; 0 where the system does not tell. */
function processorTime(pid: number | undefined): number {
  const text = statOf(pid, 'stat');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0); // of user and system
  return 10 * ticks; // Linux counts hundredths of a second
}

function residentBytes(pid: number | undefined): number {
  return 4096 * Number(statOf(pid, 'statm').split(' ')[1] ?? 0);
}

function statOf(pid: number | undefined, what: string): string {
  const file = `/proc/${pid}/${what}`;
  try {
    return existsSync(file) ? readFileSync(file, 'latin1') : '';
  } catch {
    return ''; // it has ended in between
  }
}
