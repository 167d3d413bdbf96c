import { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import { first } from '../data/split';
import { InputError } from '../engine/errors';
import { openJsonLines } from '../engine/json-lines';
import type { Experiment } from '../experiment/experiment';
import { imagesOf } from '../experiment/images';
import { stopIfInterrupted } from '../experiment/interrupted';
import { keepExhibits } from '../experiment/keep-exhibits';
import type { Scenario } from '../experiment/scenario';
import { disposeNetwork } from '../network/parameters';
import type { Finding } from './finding';
import { findingsText } from './findings-text';
import type { Measured, OptionsOf, Study, StudyRow } from './study';
import { studyOptions, subjectOf } from './subjects';
import { writeTidyTable } from './tidy-table';

/** What a study comes to. */
export interface StudyResults {
  readonly question: string;
  readonly hypothesis: string;
  readonly findings: readonly Finding[];
  /** Images that each network saw, and the networks. */
  readonly images: number;
  readonly networks: readonly Pick<Measured<StudyRow>, 'name' | 'seed'>[];
}

/**
 * A study as a scenario: each network is measured in its turn, and what was measured is in the run's
 * folder at once (`measured.jsonl`), so that a study which was stopped goes on. At its end there are
 * a tidy table (`measured.parquet`), figures, and its findings.
 */
export function studyScenario<Shape extends z.ZodRawShape, Row extends StudyRow>(
  study: Study<Shape, Row>,
): Scenario<Shape & ReturnType<typeof studyOptions>, StudyResults> {
  const { name, question, hypothesis, examples = [] } = study;
  return {
    name,
    shows: question,
    options: { ...study.options, ...studyOptions(study.images) },
    examples: [...examples, '--images 100', '--resume'],
    async run(given) {
      // The scenario's shape is the study's with that of all studies: what zod cannot say here.
      const experiment = given as unknown as Experiment<OptionsOf<Shape>>;
      const { options, say, run } = experiment;
      const { held } = await imagesOf(experiment, options);
      const images = first(held, Math.min(options.images, held.count));
      say(`${question}\nExpected: ${hypothesis}`);
      const measured = await measureAll(study, images, experiment);
      writeTidyTable(measured, run.file('measured.parquet'));
      await keepExhibits(experiment, study.figures(measured, images, experiment));
      const findings = study.findings(measured, experiment);
      say(findingsText(findings));
      const networks = measured.map(({ name, seed }) => ({ name, seed }));
      return { question, hypothesis, findings, images: images.count, networks };
    },
  };
}

/** Measures the networks that are not in the ledger yet, one after the other. Throws Interrupted. */
async function measureAll<Shape extends z.ZodRawShape, Row extends StudyRow>(
  study: Study<Shape, Row>,
  images: LabelledImages,
  experiment: Experiment<OptionsOf<Shape>>,
): Promise<readonly Measured<Row>[]> {
  const { options, run, signal, say } = experiment;
  const ledger = openJsonLines(run.file('measured.jsonl'));
  const written = () => ledger.lines().map((line) => parsed<Row>(line));
  for (const name of options.network) {
    if (written().some((one) => one.name === name)) continue;
    stopIfInterrupted(signal);
    const subject = await subjectOf(name, images, experiment);
    try {
      say(`${name}, ${images.count} images`);
      const rows = await study.measure(subject, images, experiment);
      ledger.append({ name, seed: subject.seed, rows });
    } finally {
      disposeNetwork(subject.network);
    }
  }
  return written();
}

const ledgerLine = z.object({
  name: z.string(),
  seed: z.int(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

function parsed<Row extends StudyRow>(line: unknown): Measured<Row> {
  const read = ledgerLine.safeParse(line);
  if (!read.success)
    throw new InputError('a line of measured.jsonl is no measurement of this study: remove it');
  return read.data as unknown as Measured<Row>;
}
