import { existsSync } from 'node:fs';
import path from 'node:path';
import { takeLease } from '../../src/runs/lease';

// Takes one lease after the other, each as soon as there is a file that says so, and prints which it
// got: for others who do the same at the same moment.
const [folder = '', rounds = '0'] = process.argv.slice(2);

process.stdout.write('ready\n');
const got: number[] = [];
for (let round = 0; round < Number(rounds); round++) {
  while (!existsSync(path.join(folder, `go-${round}`)));
  const { lease } = takeLease(path.join(folder, `lease-${round}`));
  if (lease) got.push(round);
}
process.stdout.write(`${JSON.stringify(got)}\n`);
process.stdin.resume(); // who has a lease is alive, until all have tried
