import { z } from 'zod';
import { LARGEST_SEED } from '../input/limits';
import { settingsShape } from '../learning/settings';
import { type Columns, writeParquet } from '../machine/parquet';
import { openJsonLines } from '../machine/read-json';
import { disposeNetwork } from '../network/network';
import { comesDown } from '../network/variants';
import type { Images } from '../runs/images';
import { type Experiment, type Scenario, stopIfInterrupted } from '../runs/scenario';
import { judgedImages, judgedOptions } from '../trained/judged-images';
import { keepFigures } from '../trained/keep-figures';
import { networkOptions } from '../trained/used-network';
import { type Finding, findings as findingsOf } from './finding';
import { findingsText } from './findings-text';
import { NAMED_NETWORKS, type NamedNetworks } from './named-networks';
import type { Measured, OptionsOf, Study, StudyRow } from './study';
import type { PlannedSubject, SubjectAbout, SubjectSource } from './subject';

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
export function studyScenario<
  Shape extends z.ZodRawShape,
  Row extends StudyRow,
  Given extends z.ZodRawShape = NamedNetworks,
>(
  study: Study<Shape, Row, Given>,
): Scenario<Shape & Given & ReturnType<typeof judgedOptions>, StudyResults> {
  const { name, question, hypothesis, examples = [] } = study;
  const source: AnySource = study.networks ?? NAMED_NETWORKS;
  const shape = { ...study.options, ...source.options };
  return {
    name,
    shows: question,
    kind: 'experiment',
    options: { ...shape, ...judgedOptions(study.images) },
    examples: [...examples, '--images 100', '--resume'],
    async run(given) {
      // What this shape and that of all studies come to together is more than zod can say here.
      const asked = given as unknown as Experiment<OptionsOf<Shape & Given>>;
      const options = asked.options as Readonly<Record<string, unknown>>;
      const named = networkOptions(shape).flatMap((one) => (options[one] ?? []) as string[]);
      asked.say(`${question}\nExpected: ${hypothesis}`);
      const { images, experiment } = await judgedImages(asked, named, true);
      const { say, run } = experiment;
      const measured = await measureAll(study, source, images, experiment);
      writeTidyTable(measured, run.file('measured.parquet'));
      await keepFigures(experiment, study.figures(measured, images.held, experiment));
      const findings = findingsOf(study.claims(measured, experiment));
      say(findingsText(findings));
      const networks = measured.map(({ name, seed }) => ({ name, seed }));
      return { question, hypothesis, findings, images: images.held.count, networks };
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: what is asked of one source's networks is no other's
type AnySource = SubjectSource<any>;

/** Measures the networks that are not in the ledger yet, one after the other. Throws Interrupted. */
async function measureAll<
  Shape extends z.ZodRawShape,
  Row extends StudyRow,
  Given extends z.ZodRawShape,
>(
  study: Study<Shape, Row, Given>,
  source: AnySource,
  images: Images,
  experiment: Experiment<OptionsOf<Shape & Given>>,
): Promise<readonly Measured<Row>[]> {
  const { run, signal, say } = experiment;
  const planned = source.plan(experiment, images);
  if (run.record().resumed.length === 0) {
    // One that goes on was looked at before, and may do without what it has measured.
    const networks: SubjectAbout[] = [];
    for (const { look } of planned) networks.push(await look());
    await study.look?.(images.held, experiment, networks);
  }
  const ledger = openJsonLines(run.file('measured.jsonl'), {
    what: 'a measurement of this study',
    schema: ledgerLine as unknown as z.ZodType<Line<Row>>,
  });
  const measured = ({ name, sha256 }: PlannedSubject) =>
    ledger
      .lines()
      .filter(isWhole)
      .filter((one) => one.name === name && one.sha256 === sha256);
  for (const one of planned) {
    if (measured(one).length > 0) continue;
    const { name, sha256, make } = one;
    stopIfInterrupted(signal);
    const subject = await make();
    try {
      say(`${name}, ${images.held.count} images`);
      if (!comesDown(subject.network.architecture))
        say('In this network no hidden layer sees one above it: nothing comes down but the label.');
      const rows = await study.measure(subject, images.held, experiment, images.training);
      const perception = perceptionSettings.parse(subject.settings);
      ledger.append({ name, sha256, seed: subject.seed, perception, rows });
    } finally {
      disposeNetwork(subject.network);
    }
  }
  return planned.flatMap(measured);
}

/** Of all settings of a network, how it watches. */
const perceptionSettings = z
  .object(settingsShape)
  .pick({ steps: true, window: true, damping: true, schedule: true });

const ledgerLine = z.object({
  name: z.string(),
  /** Of the network's file; studies of earlier versions did not note it. */
  sha256: z.string().optional(),
  seed: z.int().min(0).max(LARGEST_SEED),
  /** Nor this: such a network is measured anew. */
  perception: perceptionSettings.optional(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

type Whole<Row extends StudyRow> = Measured<Row> & { readonly sha256?: string | undefined };
type Line<Row extends StudyRow> = Omit<Whole<Row>, 'perception'> & Partial<Whole<Row>>;

function isWhole<Row extends StudyRow>(line: Line<Row>): line is Whole<Row> {
  return line.perception !== undefined;
}

/**
 * Writes what was measured as a Parquet table: a row each, with the network's name and seed. A
 * column's type is that of its values; one that lacks a number somewhere holds null there.
 * Throws EnvironmentError.
 */
export function writeTidyTable(
  measured: readonly Pick<Measured<StudyRow>, 'name' | 'seed' | 'rows'>[],
  file: string,
): void {
  const rows = measured.flatMap(({ name, seed, rows }) =>
    rows.map((row) => ({ network: name, seed, ...row })),
  );
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const asStored = (value: StudyRow[string] | undefined) =>
    typeof value === 'boolean' ? Number(value) : (value ?? null);
  const stored = rows.map((row: StudyRow) =>
    Object.fromEntries(names.map((name) => [name, asStored(row[name])])),
  );
  const columns = names.map((name) => [name, columnOf(stored.map((row) => row[name] ?? null))]);
  writeParquet(file, { ...Object.fromEntries(columns), seed: 'INT64' }, stored);
}

/** Whole numbers of 32 bits, others, or words. */
function columnOf(values: readonly (string | number | null)[]): Columns<string>[string] {
  const known = values.filter((value) => value !== null);
  const words = known.some((value) => typeof value === 'string');
  const whole = known.every(
    (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  );
  const type = words ? 'STRING' : whole ? 'INT32' : 'DOUBLE';
  return known.length < values.length ? [type, 'nullable'] : type;
}
