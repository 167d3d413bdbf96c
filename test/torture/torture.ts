import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { interrupts } from '../../src/cli/signals/interrupts';
import { terminal } from '../../src/cli/terminal';
import { randomStream } from '../../src/engine/random';
import { type Campaign, type Outcome, runPart } from './campaign';
import { keeper } from './keeper';
import { closingLine, outcomeTable } from './outcome-table';
import type { Part } from './part';
import { PARTS, partsNamed } from './parts';
import { endAll } from './processes';
import { enoughFor, type Wish, wanted } from './schedule';

const BAD_INPUT = 2;

/** What is done where a person names nothing. */
const USUAL = PARTS.filter(({ share }) => share > 0);

interface Typed extends Wish {
  readonly seed: number;
  readonly only?: readonly Part[];
  readonly atOnce: number;
  readonly keep: string;
}

function number(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least))
      throw new InvalidArgumentError(`give a number from ${least} on.`);
    return value;
  };
}

function whole(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = number(least)(text);
    if (!Number.isInteger(value) || value > most)
      throw new InvalidArgumentError(`give a whole number from ${least} to ${most}.`);
    return value;
  };
}

function chosen(text: string): readonly Part[] {
  const parts = partsNamed(text.split(','));
  if (!parts)
    throw new InvalidArgumentError(`there are ${PARTS.map(({ name }) => name).join(', ')}.`);
  return parts;
}

function typed(): Typed {
  const lines = PARTS.map(({ name, promises }) => `  ${name.padEnd(20)} ${promises}`);
  const command = new Command('npm run torture --')
    .description(
      'Kills the program, damages its inputs, fills its disks and starts it twice, and counts what it does not bear.',
    )
    .option('--minutes <number>', 'how long, divided among the parts (default: 10)', number(0))
    .option('--inputs <number>', 'so many inputs for each parser instead', whole(1))
    .option('--kills <number>', 'so many kills of each kind instead', whole(1))
    .option('--only <parts>', 'only these, as kills,parsers/idx', chosen)
    .option(
      '--seed <number>',
      'of all that is done by chance (default: another each time)',
      whole(0, 2 ** 31 - 1),
    )
    .option(
      '--trial <number>',
      'only the trial of this number, as it is told where one failed',
      whole(0),
    )
    .option(
      '--at-once <number>',
      'parts that are under way at a time',
      whole(1),
      Math.min(2, availableParallelism()),
    )
    .option('--keep <folder>', 'where what failed is kept', path.join('runs', 'torture'))
    .addHelpText('after', `\nParts:\n${lines.join('\n')}`)
    .exitOverride();
  const { seed = randomStream(Date.now(), 'seed').integer(0, 2 ** 31 - 1), ...options } = command
    .parse()
    .opts();
  return { ...options, seed } as Typed;
}

async function main(): Promise<number> {
  const { seed, only = USUAL, atOnce, keep, ...wish } = typed();
  const screen = terminal();
  const stop = interrupts(() => {
    screen.say('stopping; press Ctrl-C again to stop at once');
    endAll();
  });
  process.once('exit', endAll);
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-torture-'));
  const campaign: Campaign = { ...screen, seed, folder, signal: stop.signal, keep: keeper(keep) };
  screen.say(`seed: ${seed}`);
  try {
    const outcomes = await runAll(wanted(only, wish), wish, campaign, atOnce);
    screen.close();
    process.stdout.write(`${outcomeTable(outcomes)}\n`);
    const failed = outcomes.some(({ failures }) => failures.size > 0);
    if (failed) process.stdout.write(`what failed is kept in ${keep}\n`);
    process.stdout.write(`${closingLine(outcomes)}\n`);
    return stop.signal.aborted ? stop.code() : Number(failed);
  } finally {
    screen.close();
    endAll();
    rmSync(folder, { recursive: true, force: true });
    stop.release();
  }
}

/** Does the parts in their order, some at a time. */
async function runAll(
  parts: readonly Part[],
  wish: Wish,
  campaign: Campaign,
  atOnce: number,
): Promise<Outcome[]> {
  const start = performance.now();
  const outcomes = new Map<Part, Outcome>();
  const waiting = [...parts];
  const lane = async () => {
    while (!campaign.signal.aborted) {
      const [next, ...later] = waiting;
      if (!next) return;
      const passed = (performance.now() - start) / 1000;
      const enough = enoughFor([next, ...later], wish, passed, atOnce);
      waiting.shift();
      outcomes.set(next, await runPart(next, enough, campaign));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return parts.flatMap((part) => outcomes.get(part) ?? []);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: { exitCode?: number; stack?: string }) => {
    process.exitCode = error.exitCode === undefined ? 1 : error.exitCode && BAD_INPUT;
    if (error.exitCode === undefined) process.stderr.write(`${error.stack}\n`);
  },
);
