import { z } from 'zod';
import { errorByStep } from '../../figures/error-by-step';
import type { LabelledImages } from '../../images/labelled-images';
import { InputError } from '../../input/errors';
import type { CommonSettings } from '../../learning/settings';
import { type AnySystem, systemNamed } from '../../learning/systems/systems';
import { writeParquet } from '../../machine/parquet';
import { openJsonLines } from '../../machine/read-json';
import { disposeNetwork } from '../../network/network';
import type { Split } from '../../runs/images';
import type { Experiment } from '../../runs/scenario';
import { findCheckpoint } from '../../trained/checkpoint-folder';
import { keepFigures } from '../../trained/keep-figures';
import { type Judged, loadToJudge } from '../../trained/load-to-judge';
import { systemOfFile } from '../../trained/network-files';
import { type gridOptions, type WatchedAtOnce, watchingGrid } from './grid';
import { countsSchema, countWrong } from './measure';
import {
  EVALUATION_COLUMNS,
  type Evaluated,
  type EvaluationRow,
  evaluationRows,
  evaluationText,
} from './rows';

type Evaluation = Experiment<
  z.output<z.ZodObject<typeof gridOptions>> & {
    readonly network: readonly string[];
    readonly split: Split;
  }
>;

/** What was counted already, by network and damping; a run that goes on goes on after it. */
const ledgerLine = countsSchema.extend({ sha256: z.string(), damping: z.number() });

/**
 * Judges trained networks by these images in all ways of watching that the options ask for: said, drawn, in
 * a table (`evaluation.parquet`), and returned. Throws InputError for a
 * network that does not watch over time; Interrupted.
 */
export async function evaluateNetworks(
  experiment: Evaluation,
  images: LabelledImages,
): Promise<readonly EvaluationRow[]> {
  const { options, run, say } = experiment;
  await checkNetworks(experiment, images);
  const all: Evaluated[] = [];
  for (const given of options.network) {
    const system = systemNamed(await systemOfFile(findCheckpoint(given)));
    const judged = await loadToJudge(system, given, images, experiment);
    try {
      const evaluated = await evaluateOne(experiment, system, judged, images);
      all.push(evaluated);
      say(`${given}, ${images.name}\n${evaluationText(evaluationRows(evaluated))}`);
    } finally {
      disposeNetwork(judged.network);
    }
  }
  const rows = all.flatMap(evaluationRows);
  writeParquet(run.file('evaluation.parquet'), EVALUATION_COLUMNS, rows);
  await keepFigures(experiment, [await errorByStep(all.flatMap(stepErrors))]);
  return rows;
}

/** Throws InputError for the first network that cannot be judged, before any is. */
async function checkNetworks(experiment: Evaluation, images: LabelledImages): Promise<void> {
  const quiet = { ...experiment, say: () => undefined };
  for (const given of experiment.options.network) {
    const system = systemNamed(await systemOfFile(findCheckpoint(given)));
    const judged = await loadToJudge(system, given, images, quiet);
    disposeNetwork(judged.network);
    gridOf(experiment, system, judged);
  }
}

/** The ways of watching that a network is judged in. Throws InputError where it does not watch over time. */
function gridOf(
  { options }: Pick<Evaluation, 'options'>,
  system: AnySystem,
  { given, settings }: Judged<CommonSettings>,
): readonly WatchedAtOnce[] {
  const perception = system.perception?.(settings);
  if (!perception)
    throw new InputError(
      `the network ${given} answers in one pass and takes no steps: name one that watches over time`,
    );
  return watchingGrid(options, perception);
}

async function evaluateOne(
  experiment: Evaluation,
  system: AnySystem,
  judged: Judged<CommonSettings>,
  images: LabelledImages,
): Promise<Evaluated> {
  const { given, sha256, network, settings } = judged;
  const grid = gridOf(experiment, system, judged);
  const ledger = openJsonLines(experiment.run.file('evaluation.jsonl'), {
    what: 'a count of this evaluation',
    schema: ledgerLine,
  });
  const watched: Evaluated['watched'][number][] = [];
  for (const asked of grid) {
    const { damping } = asked;
    const before = ledger.lines().find((one) => one.sha256 === sha256 && one.damping === damping);
    const wrong =
      before ?? (await countWrong(experiment, { system, network, settings }, images, asked));
    if (!before) ledger.append({ sha256, damping, ...wrong });
    watched.push({ asked, wrong });
  }
  return { network: given, seed: settings.seed, images: images.count, watched };
}

/** What a figure shows of a network: a line a damping. */
function stepErrors({ network, images, watched }: Evaluated) {
  const percent = (wrong: number) => (100 * wrong) / images;
  return watched.map(({ asked, wrong }) => {
    const { damping, ways }: WatchedAtOnce = asked;
    const only = ways.length === 1 ? ways[0] : undefined;
    return {
      name: `${network}, damping ${damping}`,
      ...{ images, byStep: wrong.byStep.map(percent), onePass: percent(wrong.readout) },
      ...(only && { window: only.window, byWindow: percent(wrong.ways[0] ?? 0) }),
    };
  });
}
