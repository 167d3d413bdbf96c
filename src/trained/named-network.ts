import path from 'node:path';
import type { z } from 'zod';
import { InputError } from '../input/errors';
import { kindOf } from '../machine/read-whole';
import { LATEST, readableRuns, runNamed } from '../runs/all-runs';
import { checkpointsIn } from './checkpoint-folder';
import { shippedCard, shippedFile } from './shipped-model';
import { networkOptions } from './used-network';

/**
 * What a person means by the name of a network: the folder of the run that has this name, or, by `latest`, of
 * the latest finished run with a network; what is a path, or comes with the program, is left as it is. So
 * a record tells which it was. Throws InputError where no run has a network.
 */
export function networkMeant(given: string, runs: string): string {
  if (kindOf(given) || shippedCard(given) || shippedFile(given)) return given;
  if (given !== LATEST) return runNamed(given, runs)?.path ?? given;
  for (const run of readableRuns(runs))
    if (run.record().status === 'finished' && hasNetwork(run.path)) return run.path;
  throw new InputError(
    `no finished run in ${runs} has a network: train one, or name one (\`npx topdown models\` lists the shipped networks)`,
  );
}

/** Whether a run has trained a network, at least in part. */
export function hasNetwork(run: string): boolean {
  return checkpointsIn(path.join(run, 'checkpoints')).length > 0;
}

/** The options of a scenario with what each name of a network in them means. Throws InputError. */
export function withNetworksMeant<Options extends Readonly<Record<string, unknown>>>(
  shape: z.ZodRawShape,
  options: Options,
  runs: string,
): Options {
  const meant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(meant);
    return typeof value === 'string' ? networkMeant(value, runs) : value;
  };
  const names = networkOptions(shape).filter((name) => options[name] !== undefined);
  return { ...options, ...Object.fromEntries(names.map((name) => [name, meant(options[name])])) };
}
