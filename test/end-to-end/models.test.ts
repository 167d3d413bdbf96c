import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { lastValueFrom, reduce } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { first, trainValidation } from '../../src/images/split';
import { evaluateSystem } from '../../src/learning/system';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { systemNamed } from '../../src/learning/systems/systems';
import { disposeNetwork } from '../../src/network/network';
import { joinEvaluations } from '../../src/perception/evaluate';
import type { Split } from '../../src/runs/images';
import { loadTrained, systemOfFile } from '../../src/trained/network-files';
import { dataHere } from '../support/data-here';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const MODELS = path.resolve(__dirname, '../../models');
const LARGEST = 20e6;

interface Stated {
  readonly checksum: string;
  readonly architecture: unknown;
  readonly images: number;
  readonly goodness: number;
  readonly quick: { readonly images: number; readonly wrong: number };
  readonly rounding?: { readonly bits: number; readonly changed: number };
  readonly record: { readonly dataSet: string; readonly data: { readonly split: Split } };
}

const models = readdirSync(MODELS)
  .filter((name) => name.endsWith('.safetensors'))
  .map((name) => path.join(MODELS, name));
const statedOf = (model: string): Stated =>
  JSON.parse(readFileSync(model.replace('.safetensors', '.json'), 'utf8'));

/** What each network answered to the first hundred images that its run held out. */
const EXPECTED: Record<string, { goodness?: string; readout: string }> = JSON.parse(
  readFileSync(path.resolve(__dirname, '../fixtures/shipped-answers.json'), 'utf8'),
);
/** Of so many answers, another processor's rounding may turn one that hangs in the balance. */
const BALANCED = 1;

/** How many of the first answers are not the expected ones. */
function differing(answers: ArrayLike<number> | undefined, expected: string | undefined): number {
  return [...(expected ?? '')].filter((answer, at) => answer !== String(answers?.[at])).length;
}

/** The images of a data set that runs hold out; undefined where it is not here. */
const loaded = new Map<string, ReturnType<typeof load>>();
async function heldOut(set: string, split: Split) {
  const images = loaded.get(set) ?? load(set);
  loaded.set(set, images);
  return (await images)?.[split];
}
async function load(set: string) {
  const found = await dataHere(set);
  return found && { test: found.test, validation: trainValidation(found.training).validation };
}

describe.each(models)('%s', (model) => {
  const load = async () => {
    const system = systemNamed(await systemOfFile(model));
    return { system, ...(await loadTrained(system, model)) };
  };
  let trained: Awaited<ReturnType<typeof load>>;

  beforeAll(async () => {
    trained = await load();
  });

  afterAll(() => disposeNetwork(trained.network));

  it('is the file that its card describes, small enough to come with the program', () => {
    const bytes = readFileSync(model);
    expect(bytes.length).toBeLessThanOrEqual(LARGEST);
    const { checksum } = statedOf(model);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(checksum);
    expect(readFileSync(model.replace('.safetensors', '.md'), 'utf8')).toContain(checksum);
  });

  it('is what its card declares', () => {
    expect(statedOf(model).architecture).toEqual(trained.network.architecture);
  });

  it('errs as it states on the first thousand images held out, and answers as it always did', async ({
    skip,
  }) => {
    const { quick, record } = statedOf(model);
    const images = await heldOut(record.dataSet, record.data.split);
    if (!images) return skip(`${record.dataSet} is not here`);
    const expected = EXPECTED[path.basename(model, '.safetensors')];
    const { system, network, settings } = trained;
    const parts = evaluateSystem(system, network, first(images, quick.images), settings);
    const { goodness, readout } = await lastValueFrom(parts.pipe(reduce(joinEvaluations)));
    const answers = [...(goodness ?? readout)];
    expect(answers).toHaveLength(quick.images);
    const wrong = answers.filter((answer, at) => answer !== images.labels[at]).length;
    // another processor rounds otherwise, which may turn the closest calls
    expect(Math.abs(wrong - quick.wrong)).toBeLessThanOrEqual(2);

    expect(expected?.readout).toHaveLength(100);
    expect(differing(readout, expected?.readout)).toBeLessThanOrEqual(BALANCED);
    expect(expected?.goodness !== undefined).toBe(goodness !== undefined);
    expect(differing(goodness, expected?.goodness)).toBeLessThanOrEqual(BALANCED);
  });
});

it('there are answers of every network, and of no other', () => {
  const names = models.map((model) => path.basename(model, '.safetensors'));
  expect(new Set(Object.keys(EXPECTED))).toEqual(new Set(names));
});

const topdown = oneProcess();

describe('topdown export', () => {
  it('writes a network that errs as its card says, and recognises from it', async () => {
    const folder = temporaryFolder();
    const small = '--data-set drawn-digits --hidden 60,60 --train 3000 --epochs 3'.split(' ');
    await topdown(['train', ...small], folder);
    const runs = path.join(folder, 'runs', 'recurrent-mnist');
    const run = path.join(runs, readdirSync(runs)[0] as string);
    const file = path.join(folder, 'small.safetensors');
    const { code, stderr } = await topdown(['export', run, file], folder);
    expect(code, stderr).toBe(0);

    const stated = statedOf(file);
    const { network, settings } = await loadTrained(RECURRENT, file);
    disposeNetwork(network);
    expect(stated.architecture).toEqual(network.architecture);
    expect(settings.epochs).toBe(3);
    const record = JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8'));
    expect(Math.abs(stated.goodness - record.results.validation.goodness)).toBeLessThan(1);
    expect(readFileSync(file).length).toBeLessThan(2.2 * (784 * 60 + 2 * 60 * 60 + 30 * 60));

    const few = path.join(folder, 'few.safetensors');
    expect((await topdown(['export', run, few, '--bits', '3'], folder)).code).toBe(0);
    const { rounding, goodness, images } = statedOf(few);
    expect(rounding).toMatchObject({ bits: 3, changed: expect.any(Number) });
    const turned = (Math.abs(goodness - stated.goodness) * images) / 100;
    expect(turned).toBeLessThanOrEqual((rounding?.changed ?? 0) + 1e-6);
    expect(gzipSync(readFileSync(few)).length).toBeLessThan(
      0.4 * gzipSync(readFileSync(file)).length,
    );
    expect(readFileSync(few.replace('.safetensors', '.md'), 'utf8')).toMatch(
      /rounded to\n3 bits.*\| answers that rounding changed \| \d+ of /s,
    );
  });

  it('refuses a run that has not finished, and a name of another kind', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(['export', folder, 'x.safetensors'], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(folder);
    const other = await topdown(['export', folder, 'x.bin'], folder);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('.safetensors');
    const bits = await topdown(['export', folder, 'x.safetensors', '--bits', '13'], folder);
    expect(bits.code).toBe(2);
    expect(bits.stderr).toContain('--bits 13');
    mkdirSync(path.join(folder, 'taken.safetensors'));
    mkdirSync(path.join(folder, 'card.md'));
    const others = ['README.md', 'package.json'].map((name) => path.join(folder, name));
    for (const file of others) writeFileSync(file, '{}');
    for (const [file, why] of [
      ['none/x.safetensors', 'cannot write none/x.safetensors: there is no folder none'],
      ['taken.safetensors', 'cannot write taken.safetensors: that path is a folder'],
      ['card.safetensors', 'cannot write card.md: that path is a folder'],
      ['README.safetensors', 'cannot write README.md: another file is there'],
      ['package.safetensors', 'cannot write package.json: another file is there'],
    ] as const) {
      const refused = await topdown(['export', folder, file], folder);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(why)]);
    }
    const left = ['README.md', 'card.md', 'package.json', 'taken.safetensors'];
    expect(readdirSync(folder).sort()).toEqual(left);
    for (const file of others) expect(readFileSync(file, 'utf8')).toBe('{}');
    expect(existsSync(path.join(folder, 'x.bin'))).toBe(false);
  });
});
