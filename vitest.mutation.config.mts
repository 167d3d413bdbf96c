import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders of small tests, in the order in which they are tried on a mutant: the strictest first. */
const FOLDERS = ['reference', 'closed-form', 'invariants', 'streams'];

/** Those of their tests count that import what is mutated. */
const IMPORTS = /from '[./]+\/src\/(perception|learning)\//;

/** Tests of other rooms, which only need a network to begin; and those that take long on the slow engine. */
const LEFT_OUT = [
  'closed-form/feedforward.test.ts', // three minutes: images of 96 × 96 × 3
  'closed-form/figures-images.test.ts',
  'closed-form/figures-lines.test.ts',
  'closed-form/open-trace.test.ts',
  'closed-form/training-progress.test.ts',
  'closed-form/used-network.test.ts',
  'invariants/experiments.test.ts',
  'invariants/watched-videos.test.ts',
  'streams/trace.test.ts',
];

const include = FOLDERS.flatMap((folder) =>
  readdirSync(`test/${folder}`)
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.includes(file))
    .map((file) => `test/${file}`)
    .filter((file) => IMPORTS.test(readFileSync(file, 'utf8'))),
);

/** They kill much and take long: others have their try before. */
const LAST = [
  'test/reference/learning.test.ts',
  'test/streams/train.test.ts',
  'test/invariants/readings.test.ts',
];
include.sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));

class StrictestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      include.findIndex((file) => moduleId.endsWith(file));
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

/** The tests of `npm run mutation`: Stryker runs them once for each mutant. */
export default defineConfig({
  test: {
    include,
    setupFiles: ['test/support/engine.ts'],
    sequence: { sequencer: StrictestFirst },
    isolate: false, // the modules are loaded once a mutant, not once a file
    testTimeout: 300_000,
    hookTimeout: 300_000,
    env: {
      // Stryker has worker threads, where a native add-on is not at home. And a graph that was
      // written down in one test would answer for its function in the next: no mutant would be seen.
      TOPDOWN_ENGINE: 'javascript',
    },
  },
});
