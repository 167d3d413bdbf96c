import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startEngine } from '../../src/engine/backend';
import type { HeldRun } from '../../src/experiment/held-run';
import { perform } from '../../src/experiment/perform';
import { openToResume } from '../../src/experiment/resume-run';
import type { RunFolder } from '../../src/experiment/run-folder';
import type { StudyRow } from '../../src/laboratory/study';
import { studyScenario } from '../../src/laboratory/study-scenario';
import type { StudySubject, SubjectSource } from '../../src/laboratory/subject';
import { defaultSettings } from '../../src/learning/settings';
import { initialise } from '../../src/network/initialise';
import { temporaryFolder } from '../support/folder';

/** Three networks of two units, told apart by their seeds. */
const NETWORKS: SubjectSource<Record<never, never>> = {
  options: {},
  plan: (_, { held }) =>
    [1, 2, 3].map((seed) => ({
      name: `network ${seed}`,
      look: async () => ({ ...defaultSettings([2]), seed }),
      make: async (): Promise<StudySubject> => ({
        ...{ name: `network ${seed}`, seed, settings: { ...defaultSettings([2]), seed } },
        network: initialise({ pixels: held.rows * held.columns, hidden: [2], classes: 10 }, seed),
      }),
    })),
};

/** A study that notes what it is given; after so many networks it is asked to stop. */
function noting(measured: string[], stopAfter: number, controller: AbortController) {
  return studyScenario({
    name: 'noting',
    question: 'What is a study given?',
    hypothesis: 'Each network once.',
    options: {},
    networks: NETWORKS,
    images: 30,
    async measure({ name, seed, network }, images, _, training): Promise<StudyRow[]> {
      measured.push(name);
      if (measured.length === stopAfter) controller.abort();
      const [first = 0] = network.layers[0]?.bottomUp.dataSync() ?? [];
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

async function performed(stopAfter: number, resume?: HeldRun, images = 20) {
  const measured: string[] = [];
  const controller = new AbortController();
  const scenario = noting(measured, stopAfter, controller);
  const { run } = await perform(
    scenario,
    {
      ...{ seed: 17, dataSet: 'drawn-digits', runs: temporaryFolder(), resume },
      options: z.object(scenario.options).parse({ images }),
    },
    {
      ...{ engine: await startEngine(), signal: controller.signal, say: () => undefined },
      progress: () => ({ advance: () => undefined, done: () => undefined }),
    },
  );
  return { run, measured };
}

const linesOf = (run: RunFolder) =>
  readFileSync(run.file('measured.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; seed: number; rows: StudyRow[] });

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

    const again = await performed(9, openToResume(run.path));
    expect(again.measured).toEqual(['network 2', 'network 3']);
    expect(again.run.record().status).toBe('finished');
    expect(linesOf(run).map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(again.run.record().results).toMatchObject({ findings: [{ estimate: 2 }] });
  });

  it('takes no more images than there are', async () => {
    const { run } = await performed(9, undefined, 100_000);
    expect(run.record().results).toMatchObject({ images: linesOf(run)[0]?.rows[0]?.['images'] });
  });
});
