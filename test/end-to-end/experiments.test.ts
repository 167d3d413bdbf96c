import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startEngine } from '../../src/engine/backend';
import { findingSchema } from '../../src/experiments/finding';
import { NETWORKS_BESIDE, STUDIED_NETWORKS } from '../../src/experiments/studied-networks';
import { readRecords } from '../../src/pages/results/records';
import { withFindings } from '../../src/pages/results/study-section';
import { perform } from '../../src/runs/perform';
import { openRun } from '../../src/runs/run-folder';
import type { AnyScenario } from '../../src/runs/scenario';
import { shippedNames } from '../../src/trained/shipped-model';
import { temporaryFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const PAGES = path.join(ROOT, 'docs/experiments');
const SCENARIOS = path.join(ROOT, 'scenarios');
const textOf = (...names: string[]) => readFileSync(path.join(...names), 'utf8');

/** The scenarios that are studies of the program's own, each with a folder of its name. */
const studies = readdirSync(path.join(ROOT, 'src/experiments')).filter((name) =>
  existsSync(path.join(ROOT, 'src/experiments', name, 'study.ts')),
);

it('has its studies in folders, a scenario of the same name for each', () => {
  expect(studies.length).toBeGreaterThan(9);
  for (const name of studies)
    expect(textOf(SCENARIOS, `${name}.ts`)).toContain(`'../src/experiments/${name}/study'`);
});

it('ships the networks that studies are of unless told', () => {
  const usual = [...STUDIED_NETWORKS, ...NETWORKS_BESIDE];
  expect(shippedNames()).toEqual(expect.arrayContaining(usual));
});

/** What makes a study small: of one network that is there, or of tiny ones of its own. */
const SMALL = {
  network: ['recurrent-300-300-seed-1'],
  // For studies that compare it with others; the last has another seed, so it is left out.
  beside: [
    'label-in-image-300-300-seed-1',
    'backpropagation-300-300-seed-1',
    'backpropagation-300-300-seed-2',
  ],
  images: 20,
};
const TINY = { hidden: [20, 20], train: 400, epochs: 1, seeds: 1, images: 20 };

const study = z.object({
  question: z.string().endsWith('?'),
  findings: z.array(findingSchema).min(1),
  images: z.literal(20),
});

async function performed(scenario: AnyScenario, given: object) {
  const quiet = { say: () => undefined, signal: new AbortController().signal };
  const progress = () => ({ advance: () => undefined, done: () => undefined });
  const { run, stopped } = await perform(
    scenario,
    {
      ...{ seed: 17, dataSet: 'drawn-digits', runs: temporaryFolder() },
      options: z.object(scenario.options as z.ZodRawShape).parse(given),
    },
    { engine: await startEngine(), ...quiet, progress },
  );
  if (stopped) throw stopped.by;
  return openRun(run.path);
}

describe.each(studies)('the experiment %s', (name) => {
  it('runs, states its findings, draws its figures and leaves a tidy table', async () => {
    const { default: scenario } = (await import(path.join(SCENARIOS, `${name}.ts`))) as {
      default: AnyScenario;
    };
    const own = 'network' in scenario.options ? SMALL : TINY;
    const run = await performed(scenario, own);
    const { status, results, figures = [] } = run.record();
    expect(status).toBe('finished');
    for (const { estimate, low, high } of study.parse(results).findings) {
      expect(low).toBeLessThanOrEqual(estimate);
      expect(high).toBeGreaterThanOrEqual(estimate);
    }
    expect(figures.length).toBeGreaterThan(0);
    for (const { file, caption } of figures) {
      expect(caption.length).toBeGreaterThan(40);
      const { document } = parseHTML(readFileSync(run.file(file), 'utf8'));
      expect(document.querySelectorAll('text').length).toBeGreaterThan(2);
    }
    for (const file of ['measured.parquet', 'measured.jsonl'])
      expect(existsSync(run.file(file))).toBe(true);
  });

  it('has a page with its question, command, figures and what its record found', () => {
    const page = textOf(PAGES, `${name}.md`);
    for (const heading of ['## Method', '## Result', '## Limits', '## Run it'])
      expect(page).toContain(heading);
    expect(page).toContain(`npx topdown run ${name}`);
    const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, file]) => file as string,
    );
    expect(pictures.length).toBeGreaterThan(0);
    for (const file of pictures) expect(existsSync(path.join(PAGES, file)), file).toBe(true);
    expect(page).toMatch(new RegExp(`<!-- findings: ${name} -->\n\\| expected`));
    expect(withFindings(page, readRecords(path.join(ROOT, 'results')))).toBe(page);
    expect(textOf(PAGES, 'README.md')).toContain(`(${name}.md)`);
  });
});

describe('an eleventh', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(ROOT, '.eleventh-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('runs as its page has it', async () => {
    const [, text] = /^```ts\n(.*?)^```/ms.exec(textOf(PAGES, 'README.md')) ?? [];
    const file = path.join(folder, 'negative.ts');
    writeFileSync(file, text as string);
    const { default: scenario } = (await import(file)) as { default: AnyScenario };
    const run = await performed(scenario, SMALL);
    expect(study.parse(run.record().results).findings[0]?.claim).toContain('in negative');
  });
});
