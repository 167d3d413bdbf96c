import { createInterface } from 'node:readline';
import { loadExtensions } from '../../src/cli/load-extensions';
import { topdown } from '../../src/cli/program';

/** Runs the commands that come in on stdin, `[args, cwd]` a line; `code` in a line on both streams ends each. */
async function runAll(): Promise<void> {
  process.setMaxListeners(0); // each command listens for signals, as if it were alone
  let begun = false;
  for await (const line of createInterface({ input: process.stdin })) {
    const [args, cwd] = JSON.parse(line) as [string[], string];
    process.chdir(cwd);
    if (!begun) loadExtensions();
    begun = true;
    const code = await topdown(args);
    for (const stream of [process.stdout, process.stderr]) stream.write(`\0${code}\n`);
  }
}

void runAll();
