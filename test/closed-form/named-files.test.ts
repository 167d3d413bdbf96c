import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../src/machine/sha256';
import { fileOptions, NAMES_FILES } from '../../src/runs/named-files';
import { perform } from '../../src/runs/perform';
import { openToResume } from '../../src/runs/resume-run';
import { Interrupted, type Scenario, type Surroundings } from '../../src/runs/scenario';
import { temporaryFolder } from '../support/folder';

const shape = {
  declared: z.string().optional().describe('a file').meta(NAMES_FILES),
  others: z.array(z.string()).default([]).describe('files').meta(NAMES_FILES),
  name: z.string().optional().describe('no file'),
};

/** It reads nothing, and is stopped as soon as it has a folder. */
const stopped: Scenario<typeof shape, unknown> = {
  name: 'stopped',
  shows: 'Nothing.',
  options: shape,
  async run({ run }) {
    run.file('something');
    throw new Interrupted();
  },
};

const surroundings: Surroundings = {
  engine: { name: 'javascript', description: 'none', threads: 1, device: 'cpu' },
  say: () => undefined,
  progress: () => ({ advance: () => undefined, done: () => undefined }),
  signal: new AbortController().signal,
};

const begun = (options: { declared?: string; others: string[] }, runs = temporaryFolder()) =>
  perform(stopped, { options, runs, seed: 1, dataSet: 'mnist' }, surroundings);

const resumed = async (folder: string, options: { declared?: string; others: string[] }) => {
  const resume = openToResume(folder);
  const request = { options, runs: 'none', seed: 1, dataSet: 'mnist', resume };
  return perform(stopped, request, surroundings);
};

describe('the files that a run’s options name', () => {
  it('are those of the options that say so', () => {
    expect(fileOptions(shape)).toEqual(['declared', 'others']);
  });

  it('are in its record by their content, each once', async () => {
    const [one, two] = ['one', 'two'].map((name) => path.join(temporaryFolder(), name));
    for (const file of [one, two] as string[]) writeFileSync(file, file);
    const { run } = await begun({ declared: one as string, others: [two, one] as string[] });
    expect(run.record().files).toEqual(
      [one, two].map((file) => ({ given: file, sha256: sha256(Buffer.from(file as string)) })),
    );
    expect((await begun({ others: [] })).run.record().files).toBeUndefined();
  });

  it('leave no folder where one is not there', async () => {
    const { run, stopped } = await begun({ declared: 'nowhere.json', others: [] });
    expect(String(stopped?.by)).toContain('there is no nowhere.json');
    expect(run.begun()).toBe(false);
  });

  it('are the same when it goes on, or it stays as it was', async () => {
    const declared = path.join(temporaryFolder(), 'one.json');
    writeFileSync(declared, 'as it was');
    const options = { declared, others: [] };
    const { path: folder } = (await begun(options)).run;
    const record = path.join(folder, 'run.json');
    const before = readFileSync(record, 'utf8');
    writeFileSync(declared, 'changed');
    expect(String((await resumed(folder, options)).stopped?.by)).toContain(
      `${declared} has changed since ${folder} began: start a new run, or put the old file back`,
    );
    expect(readFileSync(record, 'utf8')).toBe(before);
    writeFileSync(declared, 'as it was');
    expect((await resumed(folder, options)).stopped?.by).toBeInstanceOf(Interrupted);
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ resumed: [{}] });
  });
});
