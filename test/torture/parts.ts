import { damagedInputs } from './damaged-inputs';
import { fullDisks } from './disks/full-disks';
import { killedEngine } from './kills/engine';
import { killedReport } from './kills/report';
import { killedSweep } from './kills/sweep';
import { killedTracing } from './kills/tracing';
import { killedTraining } from './kills/training';
import type { Part } from './part';
import { fewQueued, manyQueued } from './queues/queued-sweep';
import { rivalResumes } from './rivals/resumes';
import { rivalSweeps } from './rivals/sweeps';
import { settledVideo } from './video';

/** All that the campaign does. */
export const PARTS: readonly Part[] = [
  ...damagedInputs,
  ...[killedTraining, killedTracing, killedReport, killedSweep, killedEngine],
  ...fullDisks,
  ...[rivalResumes, rivalSweeps, fewQueued, manyQueued],
  settledVideo,
];

/** The parts that a person names: `kills`, `parsers/idx`. Undefined for a name that is none's. */
export function partsNamed(names: readonly string[]): readonly Part[] | undefined {
  const named = (name: string) =>
    PARTS.filter((part) => part.name === name || part.name.startsWith(`${name}/`));
  if (names.some((name) => named(name).length === 0)) return undefined;
  const chosen = new Set(names.flatMap(named));
  return PARTS.filter((part) => chosen.has(part));
}
