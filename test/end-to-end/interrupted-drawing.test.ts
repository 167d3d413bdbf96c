import { existsSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import scenario from '../../scenarios/recurrent-mnist';
import { startEngine } from '../../src/engine/backend';
import type { HeldRun } from '../../src/runs/held-run';
import { perform } from '../../src/runs/perform';
import { openToResume } from '../../src/runs/resume-run';
import { temporaryFolder } from '../support/folder';

const OPTIONS = { hidden: [20, 20], train: 600, epochs: 1 };

/** Performs a run; when it says, or shows as progress, what matches, `alsoDo` is done and it is stopped. */
async function performed(
  runs: string,
  at?: RegExp,
  {
    resume,
    alsoDo,
    stop = true,
  }: { resume?: HeldRun; alsoDo?: (run: string) => void; stop?: boolean } = {},
) {
  const controller = new AbortController();
  let folder = '';
  const hear = (text: string) => {
    folder ||= /^run: (.*)/.exec(text)?.[1] ?? '';
    if (!at?.test(text)) return;
    alsoDo?.(folder);
    // As a signal comes: when the event loop gets its turn, not while this computes.
    if (stop) setImmediate(() => controller.abort());
  };
  const progress = (what: string) => {
    hear(what);
    return { advance: () => undefined, done: () => undefined };
  };
  return perform(
    scenario,
    {
      ...{ seed: 17, dataSet: 'drawn-digits', runs },
      options: z.object(scenario.options).parse(OPTIONS),
      resume,
    },
    { engine: await startEngine(), say: hear, signal: controller.signal, progress },
  );
}

it('a run that is stopped while its figures are drawn is interrupted, and goes on', async () => {
  const runs = temporaryFolder();
  await performed(temporaryFolder()); // what is made once is made
  const before = tf.memory().numTensors;
  const { run } = await performed(runs, /95 % interval/);
  const { status, error, figures = [] } = run.record();
  expect({ status, error }).toEqual({ status: 'interrupted', error: undefined });
  expect(figures.map(({ file }) => file)).toEqual(['figures/learning-curves.svg']);
  expect(tf.memory().numTensors).toBe(before);

  const again = await performed(runs, undefined, { resume: openToResume(run.path) });
  expect(again.run.record().status).toBe('finished');
  expect(again.run.record().figures?.length).toBeGreaterThan(6);
  expect(existsSync(run.file('watched.json'))).toBe(true);
});

/** No folder of figures can be made there. */
const block = (folder: string) => writeFileSync(`${folder}/figures`, '');

it('a run that is stopped while it learns is interrupted though it cannot draw its curves', async () => {
  const before = tf.memory().numTensors;
  const { run } = await performed(temporaryFolder(), /^training$/, { alsoDo: block });
  const { status, error } = run.record();
  expect({ status, error }).toEqual({ status: 'interrupted', error: undefined });
  expect(tf.memory().numTensors).toBe(before);
});

it('a run that cannot draw its curves fails, says why and frees its network', async () => {
  const before = tf.memory().numTensors;
  const { run } = await performed(temporaryFolder(), /^epoch 1/, { alsoDo: block, stop: false });
  const { status, error } = run.record();
  expect(status).toBe('failed');
  expect(error).toContain('figures');
  expect(tf.memory().numTensors).toBe(before);
});
