import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioCommand } from '../../src/cli/common-options';
import { parseOptions } from '../../src/cli/option-schema';
import type { AnyScenario } from '../../src/runs/scenario';
import { oneProcess } from '../support/one-process';

const ROOT = path.resolve(__dirname, '../..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const page = (name: string) => readFileSync(path.join(ROOT, 'docs', `${name}.md`), 'utf8');
const [JOBS, TOOLS, PYTHON] = [page('jobs'), page('tools'), page('python')];
const python = process.env['TOPDOWN_PYTHON'];

const topdown = oneProcess();

/** The blocks of one language. */
const blocks = (language: string, text: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text]) => text as string,
  );

/** Lines of the shell blocks that begin so, without what follows. */
const commands = (beginning: string, text: string) =>
  blocks('sh', text)
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.startsWith(beginning))
    .map((line) => line.replace(/ #.*$/, '').slice(beginning.length).trim().split(' '));

describe('what the README and the pages for beginners say', () => {
  // A folder of the project's own, so that `./src` is what it is for a reader.
  let folder: string;
  const work = () => path.join(folder, 'work');
  const latest = (scenario: string) => {
    const runs = path.join('runs', scenario);
    return path.join(runs, readdirSync(path.join(work(), runs)).sort().at(-1) as string);
  };
  /** The reader's run is named after the moment it began; this one's after another. */
  const asHere = (text: string) =>
    text.replaceAll(/runs\/([a-z-]+)\/[\dT-]+/g, (_, scenario: string) => latest(scenario));

  /** Runs Python where the runs are, and returns what it prints; a warning is an error. */
  const inPython = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(python as string, ['-W', 'error', ...args], {
      cwd: work(),
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    return stdout;
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(ROOT, '.readme-'));
    symlinkSync(path.join(ROOT, 'src'), path.join(folder, 'src'));
    mkdirSync(path.join(folder, 'scenarios'));
    mkdirSync(work());
    const small = '--data-set drawn-digits --hidden 40,40 --train 1000 --epochs 1'.split(' ');
    expect((await topdown(['train', ...small], work())).code).toBe(0);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('runs: the commands on a trained network', async () => {
    const given = commands('npx topdown ', JOBS).filter((args) => args.includes('--network'));
    expect(given.map(([command]) => command)).toEqual(['compare', 'trace']);
    for (const args of given) {
      const typed = asHere(args.join(' ')).split(' ');
      const { code, stderr } = await topdown([...typed, '--data-set', 'drawn-digits'], work());
      expect(stderr).toContain('everything is in');
      expect(code).toBe(0);
    }
  });

  it('is complete: no placeholder is left, and the README is short', () => {
    expect(README).not.toMatch(/@[A-Z]+@/);
    expect(README.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('is accepted: the options of each scenario, of those in RESULTS.md too', async () => {
    const results = readFileSync(path.join(ROOT, 'RESULTS.md'), 'utf8');
    const reported = [...results.matchAll(/`npx topdown run (.*)`/g)];
    const given = [
      ...commands('npx ts-node scenarios/', JOBS),
      ...commands('npx topdown run ', JOBS),
      ...commands('npx topdown run ', TOOLS),
      ...reported.map(([, typed]) => (typed as string).split(' ')),
    ];
    expect(reported.length).toBeGreaterThan(10);
    for (const [file, ...args] of given) {
      const { default: scenario } = (await import(
        path.join(ROOT, 'scenarios', `${file?.replace(/\.ts$/, '')}.ts`)
      )) as {
        default: AnyScenario;
      };
      const command = scenarioCommand(scenario, '');
      command.parse(args, { from: 'user' });
      expect(() => parseOptions(scenario.options, command.opts())).not.toThrow();
    }
  });

  it('runs: each piece of TypeScript', () => {
    const files = ['library', 'scenario']
      .flatMap((name) => blocks('ts', page(name)))
      .map((text) => ({ text, name: /^\/\/ (\S+\.ts)\n/.exec(text)?.[1] }));
    const shown = ['look.ts', 'watch.ts', 'scenarios/silent.ts', 'scenarios/misled.ts'];
    expect(files.map(({ name }) => name)).toEqual(shown);
    const small: Record<string, string[]> = {
      'scenarios/silent.ts': ['--units', '20'],
      'scenarios/misled.ts': ['--images', '5'],
    };
    const printed: Record<string, RegExp> = {
      'look.ts': /^8( \d\.\d\d){10}$/m,
      'watch.ts': /^8 \d$/m,
    };
    for (const { name, text } of files) {
      // `topdown` is the package, which a clone has not built.
      writeFileSync(path.join(folder, name as string), text.replaceAll("'topdown'", "'./src'"));
      const tsNode = path.join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js');
      const inWork = ['--data-set', 'drawn-digits', '--runs', path.join(folder, 'own')];
      const own = small[name as string];
      const args = own === undefined ? [] : [...own, ...inWork];
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [tsNode, path.join(folder, name as string), ...args],
        { cwd: ROOT, encoding: 'utf8' },
      );
      expect(status, stderr).toBe(0);
      expect(`${stdout}${stderr}`).toMatch(printed[name as string] ?? /everything is in/);
    }
  });

  it.skipIf(!python)('runs: each piece of Python (needs TOPDOWN_PYTHON)', async () => {
    const pieces = [JOBS, TOOLS].map((document) => blocks('python', document));
    for (const those of pieces) expect(those.length).toBeGreaterThan(1);
    // Each with names of its own, but in one process: what they import takes longer than all else.
    const each = `import json, runpy, sys
for piece in json.loads(sys.argv.pop(1)): exec(piece, {})
runpy.run_path(sys.argv.pop(1), run_name="__main__")`;
    const check = path.join(ROOT, 'test/python/check_nwb.py');
    const runPieces = (those: readonly string[]) => {
      const trace = path.join(latest('export-traces'), 'traces.zarr');
      inPython('-c', each, JSON.stringify(those.map(asHere)), check, 'trace.nwb', trace);
    };
    runPieces(pieces.flat());
    // A trace of hypotheses that are no labels: what is held differs from image to image.
    const held = ['trace', '--network', latest('recurrent-mnist'), '--hypotheses', 'true,none'];
    const { code, stderr } = await topdown([...held, '--data-set', 'drawn-digits'], work());
    expect(code, stderr).toBe(0);
    runPieces(blocks('python', TOOLS).filter((piece) => piece.includes('NWB')));
  });

  it.skipIf(!python)('is so: what docs/python.md computes (needs TOPDOWN_PYTHON)', async () => {
    symlinkSync(path.join(ROOT, 'models'), path.join(work(), 'models'));
    for (const recorded of commands('npx topdown ', PYTHON)) {
      const { code, stderr } = await topdown([...recorded, '--data-set', 'drawn-digits'], work());
      expect(code, stderr).toBe(0);
    }
    const printed = inPython('-c', blocks('python', PYTHON).join('\n')).split('\n');
    expect(printed).toContain('True'); // a step in NumPy is a step of the trace
    expect(printed).toContain('(1000, 500) (1000, 2)'); // one state per image, and its components
    const answers = printed.filter((line) => /^\[\d(, \d){9}\]$/.test(line));
    expect(answers).toHaveLength(2); // NumPy's, and the program's
    expect(answers[0]).toBe(answers[1]);
  });

  it('is there: every file that it and the other documents link to', () => {
    const others = readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
    for (const document of [
      'README.md',
      'CONTRIBUTING.md',
      ...others.map((name) => `docs/${name}`),
    ]) {
      const text = readFileSync(path.join(ROOT, document), 'utf8');
      for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
        expect(existsSync(path.join(ROOT, path.dirname(document), target as string)), target).toBe(
          true,
        );
      for (const [, target] of text.matchAll(/`((?:src|scenarios|test|docs|setup)\/[\w./-]+)`/g))
        expect(existsSync(path.join(ROOT, target as string)), target).toBe(true);
    }
  });
});
