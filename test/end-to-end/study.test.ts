import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startEngine } from '../../src/engine/backend';
import type { Finding } from '../../src/experiments/finding';
import { IMAGERY } from '../../src/experiments/imagery/study';
import { MOVING_DIGITS } from '../../src/experiments/moving-digits/study';
import { NAMED_NETWORKS } from '../../src/experiments/named-networks';
import { OBJECTIVE } from '../../src/experiments/objective/study';
import { REPRESENTATION } from '../../src/experiments/representation/study';
import type { StudyRow } from '../../src/experiments/study';
import { studyScenario } from '../../src/experiments/study-scenario';
import type { StudySubject, SubjectSource } from '../../src/experiments/subject';
import type { LabelledImages } from '../../src/images/labelled-images';
import { InputError } from '../../src/input/errors';
import { encodeTrained } from '../../src/learning/network-file';
import { defaultSettings, type LearningSettings } from '../../src/learning/settings';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { fileSha256 } from '../../src/machine/sha256';
import { disposeNetwork, initialise } from '../../src/network/network';
import type { HeldRun } from '../../src/runs/held-run';
import type { Split } from '../../src/runs/images';
import { type Performed, perform } from '../../src/runs/perform';
import { openToResume } from '../../src/runs/resume-run';
import { openRun, type RunFolder } from '../../src/runs/run-folder';
import type { AnyScenario } from '../../src/runs/scenario';
import { recurrent } from '../support/architectures';
import { temporaryFolder } from '../support/folder';

const architectureOf = ({ rows, columns }: Pick<LabelledImages, 'rows' | 'columns'>) =>
  recurrent({ pixels: rows * columns, hidden: [2], classes: 10 });

/** Three networks of two units, told apart by their seeds. */
const NETWORKS: SubjectSource<Record<never, never>> = {
  options: {},
  plan: (_, { held }) =>
    [1, 2, 3].map((seed) => ({
      name: `network ${seed}`,
      look: async () => ({
        ...{ name: `network ${seed}`, settings: { ...defaultSettings([2]), seed } },
        architecture: architectureOf(held),
      }),
      make: async (): Promise<StudySubject> => ({
        ...{ name: `network ${seed}`, seed, settings: { ...defaultSettings([2]), seed } },
        network: initialise(architectureOf(held), seed),
      }),
    })),
};

/** A study that notes what it is given; after so many networks it is asked to stop. */
function noting(
  measured: string[],
  stopAfter: number,
  controller: AbortController,
  networks: SubjectSource<z.ZodRawShape>,
) {
  return studyScenario<Record<never, never>, StudyRow, z.ZodRawShape>({
    name: 'noting',
    question: 'What is a study given?',
    hypothesis: 'Each network once.',
    options: {},
    networks,
    images: 30,
    async measure({ name, seed, network }, images, _, training): Promise<StudyRow[]> {
      measured.push(name);
      if (measured.length === stopAfter) controller.abort();
      const [first = 0] = network.weights[0]?.dataSync() ?? [];
      return [{ seed, first, images: images.count, training: training.count }];
    },
    claims: (all) => [
      {
        ...{ claim: 'seeds are above 1', measure: 'seed', expected: 'above', than: 1 },
        values: all.map(({ rows }) => rows.map((row) => Number(row['seed']))),
      },
      {
        ...{ claim: 'of nothing', measure: 'nothing', expected: 'above' },
        values: all.map(({ rows }, at) => (at === 0 ? [] : rows.map(() => 1))),
      },
    ],
    async *figures() {},
  });
}

interface Asked {
  readonly resume?: HeldRun;
  readonly images?: number;
  /** Files of networks, instead of those that are made. */
  readonly network?: readonly string[];
  readonly split?: Split;
}

const quiet = {
  say: () => undefined,
  progress: () => ({ advance: () => undefined, done: () => undefined }),
};

async function performed(stopAfter: number, { resume, images = 20, network, split }: Asked = {}) {
  const measured: string[] = [];
  const controller = new AbortController();
  const source = network ? NAMED_NETWORKS : NETWORKS;
  const scenario = noting(measured, stopAfter, controller, source as SubjectSource<z.ZodRawShape>);
  const { run, stopped } = await perform(
    scenario,
    {
      ...{ seed: 17, dataSet: 'drawn-digits', runs: temporaryFolder(), resume },
      options: z.object(scenario.options).parse({
        ...{ images, ...(network && { network }), ...(split && { split }) },
      }),
    },
    { engine: await startEngine(), signal: controller.signal, ...quiet },
  );
  return { run, stopped, measured };
}

const linesOf = (run: RunFolder) =>
  readFileSync(run.file('measured.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { name: string; sha256?: string; seed: number; rows: StudyRow[] },
    );

/** What is another network than the usual one, in how it watches or in its hidden layers. */
type Change = Partial<LearningSettings> & { readonly hidden?: readonly number[] };

/** A network of two units in a file, unless told otherwise; another for another seed. */
function exported(
  file: string,
  seed: number,
  split: Split = 'validation',
  { hidden = [2], ...change }: Change = {},
): void {
  const network = initialise(recurrent({ pixels: 28 * 28, hidden, classes: 10 }), seed);
  const settings = { ...defaultSettings(hidden), seed, ...change };
  const from = { set: 'drawn-digits', split } as const;
  writeFileSync(file, encodeTrained(RECURRENT, { network, settings }, from));
  disposeNetwork(network);
}

/** A study of networks that differ in this, each from its own file, in as small a way as it goes. */
async function studied(study: AnyScenario, changes: readonly Change[]) {
  const [folder, runs] = [temporaryFolder(), temporaryFolder()];
  const network = changes.map((change, at) => {
    const file = path.join(folder, `network-${at}`);
    exported(file, 1 + at, 'validation', change);
    return file;
  });
  const beside = 'beside' in study.options ? { beside: [] } : {};
  const options = z
    .object(study.options as z.ZodRawShape)
    .parse({ network, images: 20, ...beside });
  return { network, runs, ...(await studiedWith(study, options, runs)) };
}

/** A study with these options, on the digits that the program draws. */
async function studiedWith(
  study: AnyScenario,
  options: Readonly<Record<string, unknown>>,
  runs = temporaryFolder(),
): Promise<Performed> {
  return perform(
    study,
    { seed: 17, dataSet: 'drawn-digits', runs, options },
    { engine: await startEngine(), signal: new AbortController().signal, ...quiet },
  );
}

/** The findings of a study of such networks. */
async function found(study: AnyScenario, ...changes: Change[]): Promise<Finding[]> {
  return findingsOf(await studied(study, changes));
}

function findingsOf({ run, stopped }: Pick<Performed, 'run' | 'stopped'>): Finding[] {
  if (stopped) throw stopped.by;
  return (run.record().results as { findings: Finding[] }).findings;
}

describe('a study of networks that are not alike', () => {
  it.each([
    [
      IMAGERY,
      { steps: 9 },
      'same number of steps together, and these differ: 8 in ONE; 9 in OTHER',
    ],
    [IMAGERY, { window: { first: 3, last: 6 } }, 'last step of the window'],
    [IMAGERY, { hidden: [2, 2] }, 'number of hidden layers'],
    [REPRESENTATION, { hidden: [3] }, 'units of the hidden layers'],
    [REPRESENTATION, { hidden: [2, 2] }, 'these differ: 2 in ONE; 2 + 2 in OTHER'],
  ] as const)('is refused before one is measured: %#', async (study: AnyScenario, change, says) => {
    const { network, runs, stopped } = await studied(study, [{}, change as Change]);
    expect(stopped?.by).toBeInstanceOf(InputError);
    const said = says.replace('ONE', network[0] ?? '').replace('OTHER', network[1] ?? '');
    expect(stopped?.by).toMatchObject({ message: expect.stringContaining(said) });
    expect(readdirSync(runs)).toEqual([]);
  });
});

describe('what a study says of the window', () => {
  const paper = { hidden: [8, 8] };
  const later = { hidden: [8, 8], window: { first: 4, last: 6 } };
  it('is of each network’s own: where it begins', async () => {
    const early = (findings: Finding[]) =>
      new Set(
        findings
          .filter(({ claim }) => claim.endsWith('where the window begins'))
          .map(({ measure }) => measure),
      );
    const at = (step: string) => new Set([`error, points, step ${step} minus step 0`]);
    expect(early(await found(REPRESENTATION, paper))).toEqual(at('3'));
    expect(early(await found(REPRESENTATION, later))).toEqual(at('4'));
    expect(early(await found(REPRESENTATION, paper, later))).toEqual(at('3 or 4'));
  });

  it('is of each network’s own: where it ends, if that is the same in all', async () => {
    const bounds = (findings: Finding[]) =>
      findings.filter(({ claim }) => /sooner than a new start/.test(claim)).map(({ than }) => than);
    expect(bounds(await found(MOVING_DIGITS, later))).toEqual([6]);
    expect(bounds(await found(MOVING_DIGITS, paper, later))).toEqual([]);
  });
});

describe('a study makes no claim twice, nor of a thing and itself:', () => {
  const like = (findings: readonly Finding[], words: RegExp) =>
    findings.filter(({ claim }) => words.test(claim)).length;

  it('imagery compares the layers, where there are several', async () => {
    const layers = /layer \d is more like the states evoked by images than layer 1 is/;
    expect(like(await found(IMAGERY, { hidden: [8] }), layers)).toBe(0);
    expect(like(await found(IMAGERY, { hidden: [8, 8] }), layers)).toBe(2); // blank, and scrambled
  });

  it('representation looks at where the window begins, unless that is the last step', async () => {
    const [paper, late] = [{ hidden: [8] }, { hidden: [8], window: { first: 8, last: 8 } }];
    const early = /at the step where the window begins/;
    expect(like(await found(REPRESENTATION, late), early)).toBe(0);
    expect(like(await found(REPRESENTATION, paper, late), early)).toBe(1);
  });

  it('objective compares each layer with all of them, where there are several', async () => {
    const alone = /layer \d alone errs more/;
    const trained = async (hidden: readonly number[]) => {
      const small = { hidden, epochs: 1, train: 100, seeds: 1, images: 20 };
      const options = z.object(OBJECTIVE.options).parse(small);
      return findingsOf(await studiedWith(OBJECTIVE, options));
    };
    expect(like(await trained([8]), alone)).toBe(0);
    expect(like(await trained([8, 8]), alone)).toBe(2);
  });
});

describe('a study of networks that are named', () => {
  const files = () => {
    const folder = temporaryFolder();
    const [one, other] = [
      path.join(folder, 'one.safetensors'),
      path.join(folder, 'other.safetensors'),
    ];
    exported(one, 1);
    exported(other, 2);
    return { one, other };
  };

  it('notes what they are, and measures each once, whatever its names', async () => {
    const { one, other } = files();
    copyFileSync(one, `${one}.copy`);
    const { run, measured } = await performed(9, { network: [one, `${one}.copy`, other] });
    expect(measured).toEqual([one, other]);
    expect(run.record().networks).toEqual(
      [one, `${one}.copy`, other].map((file) => ({ given: file, file, sha256: fileSha256(file) })),
    );
  });

  it('looks at training images that all left out, and else at the test set, unless told', async () => {
    const { one, other } = files();
    const splitOf = async (asked: Asked) => (await performed(9, asked)).run.record().data?.split;
    expect(await splitOf({ network: [one, other] })).toBe('validation');
    exported(other, 2, 'test');
    expect(await splitOf({ network: [one, other] })).toBe('test');
    expect(await splitOf({ network: [one], split: 'test' })).toBe('test');
    const refused = await performed(9, { network: [one, other], split: 'validation' });
    expect(refused.stopped?.by).toMatchObject({
      message: expect.stringContaining('held out for validation'),
    });
  });

  it('goes on with the same networks, and with no others', async () => {
    const { one, other } = files();
    const { run } = await performed(1, { network: [one, other] });
    expect(run.record().status).toBe('interrupted');
    exported(one, 3); // which is measured already
    const refused = await performed(9, { network: [one, other], resume: openToResume(run.path) });
    expect(refused.measured).toEqual([]);
    expect(refused.stopped?.by).toMatchObject({
      message: expect.stringContaining(`the network ${one}`),
    });
    expect(openRun(run.path).record().status).toBe('interrupted'); // it stays as it was
    exported(one, 1);
    const again = await performed(9, { network: [one, other], resume: openToResume(run.path) });
    expect(again.measured).toEqual([other]);
    expect(again.run.record().status).toBe('finished');
  });

  it.each(['sha256', 'perception'])(
    'measures anew what an earlier version did not say the %s of',
    async (what) => {
      const { one, other } = files();
      const { run } = await performed(1, { network: [one, other] });
      const ledger = run.file('measured.jsonl');
      const [first] = linesOf(run);
      expect(first).toHaveProperty(what);
      writeFileSync(ledger, `${JSON.stringify({ ...first, [what]: undefined })}\n`);
      run.update({ networks: undefined });
      const again = await performed(9, { network: [one, other], resume: openToResume(run.path) });
      expect(again.measured).toEqual([one, other]);
      expect(again.run.record().results).toMatchObject({ findings: [{ networks: 2 }] });
    },
  );
});

describe('a study', () => {
  it('measures each network once, on the images asked for, and frees it', async () => {
    await performed(9); // what is made once is made
    const before = tf.memory().numTensors;
    const { run, measured } = await performed(9);
    expect(measured).toEqual(['network 1', 'network 2', 'network 3']);
    const rows = linesOf(run).map((line) => line.rows[0]);
    expect(rows.map((row) => row?.['seed'])).toEqual([1, 2, 3]);
    expect(new Set(rows.map((row) => row?.['first'])).size).toBe(3); // each is another network
    expect(rows.every((row) => row?.['images'] === 20)).toBe(true);
    expect(Number(rows[0]?.['training'])).toBeGreaterThan(1000);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('makes findings of the claims that have values, and leaves out the others', async () => {
    const { run } = await performed(9);
    expect(run.record().results).toMatchObject({
      images: 20,
      networks: [{ seed: 1 }, { seed: 2 }, { seed: 3 }],
      findings: [{ claim: 'seeds are above 1', estimate: 2, networks: 3, items: 1 }],
    });
    expect((run.record().results as { findings: unknown[] }).findings).toHaveLength(1);
  });

  it('that was stopped goes on with the networks that are left', async () => {
    const { run, measured } = await performed(1);
    expect(run.record().status).toBe('interrupted');
    expect(measured).toEqual(['network 1']);
    expect(linesOf(run).map(({ name }) => name)).toEqual(['network 1']);

    const again = await performed(9, { resume: openToResume(run.path) });
    expect(again.measured).toEqual(['network 2', 'network 3']);
    expect(again.run.record().status).toBe('finished');
    expect(linesOf(run).map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(again.run.record().results).toMatchObject({ findings: [{ estimate: 2 }] });
  });

  it('takes no more images than there are', async () => {
    const there = 1000; // of the drawn digits, held out
    const { run } = await performed(9, { images: 100_000 });
    expect(run.record().results).toMatchObject({ images: there });
    expect(linesOf(run).map(({ rows }) => rows[0]?.['images'])).toEqual([there, there, there]);
  });
});
