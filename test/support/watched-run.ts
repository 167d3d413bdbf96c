import { readdirSync } from 'node:fs';
import path from 'node:path';
import { scenarioFile } from './command';

const SMALL = '--data-set drawn-digits --hidden 40,36 --train 2000 --epochs 2'.split(' ');

/** The folder of a run that trained a small network on drawn digits, and watched it. */
export async function watchedRun(runs: string): Promise<string> {
  const { code, stderr } = await scenarioFile('recurrent-mnist', SMALL, runs);
  if (code !== 0) throw new Error(`the run failed: ${stderr}`);
  const [name] = readdirSync(path.join(runs, 'recurrent-mnist'));
  return path.join(runs, 'recurrent-mnist', name as string);
}
