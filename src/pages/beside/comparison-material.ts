import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Figure } from '../../charts/figure';
import { type SeriesLook, seriesLook } from '../../charts/looks';
import { errorByStep, type StepErrors } from '../../figures/error-by-step';
import { learningCurves } from '../../figures/learning-curves';
import { readMetrics } from '../../observation/metrics';
import type { RunFolder } from '../../runs/run-folder';
import { namedErrors } from '../report/results-section';
import { type RunMaterial, runMaterial } from '../report/run-material';
import { runLabels } from './run-labels';

/** A run beside others: called by what sets it apart, and of one look in all figures of the page. */
export interface RunBeside extends RunMaterial {
  /** What its folder is called. */
  readonly folder: string;
  readonly look: SeriesLook;
}

/** All that a page of several runs is made from. */
export interface ComparisonMaterial {
  readonly runs: readonly RunBeside[];
  /** Figures of all of them together. */
  readonly together: readonly Figure[];
}

/** Reads the folders of runs, and draws what they have in common. Throws InputError. */
export async function comparisonMaterial(
  folders: readonly RunFolder[],
): Promise<ComparisonMaterial> {
  const materials = folders.map(runMaterial);
  const labels = runLabels(materials);
  const runs = materials.map((run, at) => ({
    ...run,
    ...{ folder: run.name, name: labels[at] ?? run.name, look: seriesLook(at) },
  }));
  const metrics = runs.flatMap(({ name, look, record: { learning } }, at) => {
    const file = folders[at]?.file('metrics.jsonl') ?? '';
    if (!existsSync(file)) return [];
    return [{ run: name, look, rows: readMetrics(file), prefers: learning?.prefers }];
  });
  const steps = runs.flatMap(stepErrors);
  const drawn = [
    metrics.length > 0 ? await learningCurves(metrics) : undefined,
    steps.length > 0 ? await errorByStep(steps) : undefined,
  ];
  return { runs, together: drawn.filter((one) => one !== undefined) };
}

/** What the errors of a run's own network are called in its results. */
const OWN = ['validation', 'test'];

const step = z.int().min(0).max(1000);

const stepsThatDecide = z.object({ window: z.object({ first: step, last: step }) });

function stepErrors({ name, look, record: { results, learning } }: RunBeside): StepErrors[] {
  const reports = namedErrors(results).filter(([, { byStep }]) => byStep.length > 0);
  return reports.map(([part, { images, byStep, goodness, readout }]) => ({
    // Errors of a part (`shipped`) are of another network than the run's own.
    ...(OWN.includes(part) && reports.length === 1 ? { name, look } : { name: `${name}, ${part}` }),
    ...{ images, byStep, onePass: readout },
    ...{ window: stepsThatDecide.safeParse(learning).data?.window, byWindow: goodness },
  }));
}
