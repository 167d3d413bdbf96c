import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DataMissing, loadDataSet } from '../../src/data/load';
import { temporaryFolder } from '../support/folder';
import { ended, pretendProject } from '../support/pretend-project';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'notebooks');
const python = process.env['TOPDOWN_NOTEBOOKS_PYTHON'];
const LARGEST = 1e6;

const text = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat().join(''));
const output = z.looseObject({
  output_type: z.enum(['stream', 'display_data', 'execute_result', 'error']),
  name: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
const cell = z.discriminatedUnion('cell_type', [
  z.strictObject({
    cell_type: z.literal('markdown'),
    id: z.string(),
    metadata: z.strictObject({}),
    source: text,
  }),
  z.strictObject({
    cell_type: z.literal('code'),
    id: z.string(),
    metadata: z.strictObject({}),
    source: text,
    execution_count: z.int().nullable(),
    outputs: z.array(output),
  }),
]);
/** Version 4 of the format, and nothing in it that another run would change. */
const notebookSchema = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.int().min(5),
  metadata: z.strictObject({
    kernelspec: z.object({ name: z.enum(['tslab', 'python3']) }),
    language_info: z.looseObject({ version: z.undefined().optional() }),
  }),
  cells: z.array(cell).min(5),
});

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ipynb'));
const read = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8');

function checkLinks(markdown: string): void {
  for (const [, target] of markdown.matchAll(/\]\((?!https?:)([^)#]+)/g))
    expect(existsSync(path.join(FOLDER, target as string)), target).toBe(true);
}

/** Executes notebooks as `npm run notebooks` does, once its packages are there. */
const notebooks = (...args: string[]) =>
  ended(spawn(process.execPath, [path.join(ROOT, 'setup', 'notebooks.mjs'), ...args]));

describe.each(files)('%s as it is kept', (file) => {
  const { cells } = notebookSchema.parse(JSON.parse(read(file)));
  const code = cells.filter((one) => one.cell_type === 'code');
  const outputs = code.flatMap((one) => one.outputs);

  it('has been executed from its first cell to its last, without an error', () => {
    expect(code.map((one) => one.execution_count)).toEqual(code.map((_, at) => at + 1));
    expect(outputs.filter((one) => one.output_type === 'error')).toEqual([]);
    expect(outputs.filter((one) => one.name === 'stderr')).toEqual([]);
  });

  it('holds its figures, and is small enough to be kept', () => {
    expect(outputs.filter(({ data }) => data && 'image/png' in data).length).toBeGreaterThan(0);
    expect(read(file).length).toBeLessThan(LARGEST);
  });

  it('tells nothing of the machine it ran on', () => {
    const lines = read(file).replaceAll('\\n', '\n');
    expect(lines).not.toMatch(/(?<![\w.:/+=-])\/(home|root|Users|tmp|var|work|private)\//);
    expect(lines).not.toContain(ROOT);
  });

  it('links to what is there', () => {
    for (const { source } of cells.filter((one) => one.cell_type === 'markdown'))
      checkLinks(source);
  });
});

it('are listed in their README, which links to what is there', () => {
  const readme = read('README.md');
  for (const file of files) expect(readme).toContain(`](${file})`);
  checkLinks(readme);
});

describe('npm run notebooks', () => {
  it.skipIf(!python)(
    'executes the tour and leaves the file as it is (needs TOPDOWN_NOTEBOOKS_PYTHON)',
    async ({ skip }) => {
      try {
        await loadDataSet('mnist');
      } catch (error) {
        if (error instanceof DataMissing) return skip('MNIST is not here');
        throw error;
      }
      const before = read('1-tour.ipynb');
      const { code, said, out } = await notebooks('1-tour', '--check');
      expect(code, said).toBe(0);
      expect(out).toMatch(/^1-tour: runs, \d+ s\n$/);
      expect(read('1-tour.ipynb')).toBe(before);
    },
  );

  it('names the notebooks there are where it is asked for another', async () => {
    const { code, said } = await notebooks('1-tour', '7-nothing');
    expect(code).toBe(2);
    expect(said).toContain('no notebook 7-nothing: there are');
    for (const file of files) expect(said).toContain(path.basename(file, '.ipynb'));
  });

  it.skipIf(process.platform === 'win32')('says that Python is missing', async () => {
    const { at, env, tool } = pretendProject(temporaryFolder());
    mkdirSync(at('notebooks'));
    writeFileSync(at('notebooks', 'requirements.txt'), 'nbclient\n');
    tool('python3', 'echo "Error: no module named venv" >&2; exit 1');
    const script = at('setup', 'notebooks.mjs');
    const { code, said } = await ended(spawn(process.execPath, [script], { env }));
    expect(code).toBe(1);
    expect(said).toMatch(/no Python environment \(.*no module named venv\).*notebooks are not run/);
  });

  it.skipIf(!python)(
    'fails where a cell does, and shows it (needs TOPDOWN_NOTEBOOKS_PYTHON)',
    async () => {
      const { at, env } = pretendProject(temporaryFolder());
      const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
      const cells = ['fine = 1', 'print("as far as here")\nfine / 0', 'fine'].map((source) => ({
        ...{ cell_type: 'code', id: `cell-${source.length}`, metadata: {}, source },
        ...{ execution_count: null, outputs: [] },
      }));
      const file = at('broken.ipynb');
      const content = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
      writeFileSync(file, JSON.stringify(content));
      const script = at('setup', 'notebooks.py');
      const ours = ['IPYTHONDIR', 'JUPYTER_CONFIG_DIR', 'JUPYTER_DATA_DIR', 'JUPYTER_RUNTIME_DIR'];
      const homes = Object.fromEntries(ours.map((name) => [name, at(name)]));
      const { code, said } = await ended(
        spawn(python as string, [script, file], { env: { ...env, ...homes } }),
      );
      expect(code).toBe(1);
      expect(said).toContain('broken: An error occurred');
      expect(said).toContain('as far as here');
      expect(said).toContain('ZeroDivisionError');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(content);
    },
  );
});
