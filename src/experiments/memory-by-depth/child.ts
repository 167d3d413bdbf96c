import type { Part } from './cell';
import { measure } from './measure';

// A program of its own, started by `alone`: the part to measure comes as JSON, and what it took goes.
// Its stdin is a pipe that says nothing and closes when `alone`, however that came, is no more.
process.stdin.resume().once('end', () => process.exit(1));
void measure(JSON.parse(process.argv[2] as string) as Part)
  .then(
    (cell) => void process.stdout.write(`${JSON.stringify(cell)}\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  )
  .finally(() => process.stdin.destroy());
