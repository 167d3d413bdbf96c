import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Figure } from '../../charts/figure';
import { errorByStep, type StepErrors } from '../../figures/error-by-step';
import { learningCurves } from '../../figures/learning-curves';
import { readMetrics } from '../../observation/metrics';
import type { RunFolder } from '../../runs/run-folder';
import { namedErrors } from '../report/results-section';
import { type RunMaterial, runMaterial } from '../report/run-material';

/** All that a page of several runs is made from. */
export interface ComparisonMaterial {
  readonly runs: readonly RunMaterial[];
  /** Figures of all of them together. */
  readonly together: readonly Figure[];
}

/** Reads the folders of runs, and draws what they have in common. Throws InputError. */
export async function comparisonMaterial(
  folders: readonly RunFolder[],
): Promise<ComparisonMaterial> {
  const runs = named(folders.map(runMaterial));
  const metrics = runs.flatMap(({ name }, at) => {
    const file = folders[at]?.file('metrics.jsonl') ?? '';
    return existsSync(file) ? [{ run: name, rows: readMetrics(file) }] : [];
  });
  const steps = runs.flatMap(stepErrors);
  const drawn = [
    metrics.length > 0 ? await learningCurves(metrics) : undefined,
    steps.length > 0 ? await errorByStep(steps) : undefined,
  ];
  return { runs, together: drawn.filter((one) => one !== undefined) };
}

/** Names that tell the runs apart: with the scenario where there are several. */
function named(runs: readonly RunMaterial[]): RunMaterial[] {
  const scenarios = new Set(runs.map(({ record }) => record.scenario));
  const full = runs.map(({ name, record }) =>
    scenarios.size > 1 ? `${record.scenario} ${name}` : name,
  );
  return runs.map((run, at) => {
    const name = full[at] ?? run.name;
    const earlier = full.slice(0, at).filter((one) => one === name).length;
    return { ...run, name: earlier === 0 ? name : `${name} (${earlier + 1})` };
  });
}

/** What the errors of a run's own network are called in its results. */
const OWN = ['validation', 'test'];

const step = z.int().min(0).max(1000);

const stepsThatDecide = z.object({ window: z.object({ first: step, last: step }) });

function stepErrors({ name, record: { results, learning } }: RunMaterial): StepErrors[] {
  const reports = namedErrors(results).filter(([, { byStep }]) => byStep.length > 0);
  return reports.map(([part, { images, byStep, goodness, readout }]) => ({
    // Errors of a part (`shipped`) are of another network than the run's own.
    name: OWN.includes(part) && reports.length === 1 ? name : `${name}, ${part}`,
    ...{ images, byStep, onePass: readout },
    ...{ window: stepsThatDecide.safeParse(learning).data?.window, byWindow: goodness },
  }));
}
