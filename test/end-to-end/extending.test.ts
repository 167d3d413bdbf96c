import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topdownCommand } from '../support/command';

const ROOT = path.resolve(__dirname, '../..');
const doc = (name: string) => readFileSync(path.join(ROOT, 'docs', name), 'utf8');
const SMALL = '--data-set drawn-digits --train 300 --epochs 1'.split(' ');

const MINE = `import { z } from 'zod';
import { defineScenario } from 'topdown/experiments';
import { randomStream } from 'topdown';

export default defineScenario({
  name: 'mine',
  shows: 'A number.',
  options: { more: z.int().default(1).describe('what is added') },
  run: async ({ seed, options }) => ({ number: randomStream(seed).uniform() + options.more }),
});
`;

/** The blocks of TypeScript that name their file, by that name. */
function filesIn(text: string): [string, string][] {
  const blocks = text.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```/gms);
  return [...blocks].map(([, name, content]) => [name as string, content as string]);
}

const folders: string[] = [];
/** A folder that is there until all is done. */
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-extending-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The newest run of a scenario. */
const latest = (runs: string) => path.join(runs, readdirSync(runs).toSorted().at(-1) as string);

// In a folder in which `topdown` is not installed: the one that runs is what its files import.
describe('what docs/extending.md shows', () => {
  let folder: string;
  const record = (runs: string) =>
    JSON.parse(readFileSync(path.join(latest(path.join(folder, runs)), 'run.json'), 'utf8'));

  beforeAll(() => {
    folder = newFolder();
    for (const [name, content] of filesIn(doc('extending.md')))
      writeFileSync(path.join(folder, name), content);
  });

  it('trains a system of one’s own, sweeps it, and compares it with ours', async () => {
    const hidden = ['--hidden', '20,15'];
    const trained = await topdownCommand(['run', './rms-scenario.ts', ...SMALL, ...hidden], folder);
    expect(trained.code, trained.stderr).toBe(0);
    expect(record('runs/rms').learning).toMatchObject({ system: 'recurrent-rms' });
    const run = latest(path.join(folder, 'runs/rms'));

    const sweep = ['sweep', './rms-scenario.ts', ...SMALL, ...hidden, '--seeds', '2'];
    const swept = await topdownCommand(sweep, folder);
    expect(swept.code, swept.stderr).toBe(0);

    const ours = await topdownCommand(['train', ...SMALL, ...hidden], folder);
    expect(ours.code, ours.stderr).toBe(0);
    const networks = `${run},${latest(path.join(folder, 'runs/recurrent-mnist'))}`;
    const compare = ['compare', '--network', networks, '--split', 'validation', '--images', '50'];
    const unknown = await topdownCommand([...compare, '--data-set', 'drawn-digits'], folder);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('TOPDOWN_EXTENSIONS');

    process.env['TOPDOWN_EXTENSIONS'] = './rms-goodness.ts';
    try {
      const clean = ['--conditions', 'clean', '--data-set', 'drawn-digits'];
      const compared = await topdownCommand([...compare, ...clean], folder);
      expect(compared.code, compared.stderr).toBe(0);
      const { extensions, results } = record('runs/compare-topdown-feedforward');
      expect(extensions).toEqual([
        { file: './rms-goodness.ts', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ]);
      const systems = results.comparison.networks.map(({ system }: { system: string }) => system);
      expect(systems).toEqual(['recurrent-rms', 'recurrent']);
    } finally {
      delete process.env['TOPDOWN_EXTENSIONS'];
    }
  });

  it('imports what runs, beside another copy too, and Zod where there is none', async () => {
    const another = path.join(folder, 'node_modules', 'topdown');
    mkdirSync(another, { recursive: true });
    writeFileSync(path.join(another, 'index.js'), 'throw new Error("another copy");');
    writeFileSync(path.join(folder, 'mine.ts'), MINE);
    const { code, stdout, stderr } = await topdownCommand(['run', './mine.ts', '--help'], folder);
    rmSync(another, { recursive: true });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('what is added (default: 1)');
  });

  it('says what is wrong with an extension', async () => {
    process.env['TOPDOWN_EXTENSIONS'] = './nowhere.ts';
    try {
      const { code, stderr } = await topdownCommand(['data'], folder);
      expect(code).toBe(2);
      expect(stderr).toContain('TOPDOWN_EXTENSIONS names ./nowhere.ts, which is not there');
    } finally {
      delete process.env['TOPDOWN_EXTENSIONS'];
    }
  });
});

describe('what docs/architectures.md shows', () => {
  let folder: string;
  const commands = doc('architectures.md')
    .split('\n')
    .filter((line) => line.startsWith('npx topdown train'))
    .map((line) => line.replace(/ #.*/, '').replace('npx topdown ', '').trim().split(/\s+/));

  beforeAll(() => {
    folder = newFolder();
    const [, declaration] = /^```json\n(.*?)^```/ms.exec(doc('architectures.md')) ?? [];
    writeFileSync(path.join(folder, 'skipped.json'), declaration as string);
  });

  it.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const small = args.map((arg) =>
      arg.replace('300,300', '20,15').replace('14x14x8,7x7x16', '7x7x2,4x4x3'),
    );
    const { code, stderr } = await topdownCommand([...small, ...SMALL], folder);
    expect(code, stderr).toBe(0);
    const run = latest(path.join(folder, 'runs/recurrent-mnist'));
    const { learning } = JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8'));
    expect(learning.connections.length).toBeGreaterThan(2);
  });
});
