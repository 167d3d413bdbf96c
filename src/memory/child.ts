import type { Part } from './cell';
import { measure } from './measure';

// A program of its own, started by `alone`: the part to measure comes as JSON, and what it took goes.
measure(JSON.parse(process.argv[2] as string) as Part).then(
  (cell) => void process.stdout.write(`${JSON.stringify(cell)}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
