import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Milliseconds after which a test hangs. How fast a machine is, no test may depend on. */
const HANGS = 30 * 60_000;

const END_TO_END = 'test/end-to-end/**/*.test.ts';
/** Those that compute for long, or replace a module (`vi.mock`): each has a process of its own. */
const ALONE = [
  'test/golden/**/*.test.ts',
  'test/closed-form/lease.test.ts',
  'test/closed-form/shipped-model.test.ts',
];

/** Tests that take long, though their files are short. */
const LONG = [
  'engines',
  'queue',
  'cifar',
  'readers',
  'public-api',
  'node-versions',
  'slurm',
  'web-access',
  'queue-away',
];

/**
 * Starts the tests of `LONG` first. Else the largest files start first where no times are known yet, and at
 * the end a processor waits for one of these.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ moduleId }: TestSpecification) =>
      LONG.some((name) => moduleId.endsWith(`/end-to-end/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    setupFiles: ['test/support/engine.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: HANGS,
    hookTimeout: HANGS,
    // Bash at the level of a login, whose input is a socket, would read a person's ~/.bashrc.
    env: { TF_CPP_MIN_LOG_LEVEL: '3', SHLVL: '1' },
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'small',
          include: ['test/**/*.test.ts'],
          exclude: [END_TO_END, ...ALONE],
          isolate: false, // modules and engine are loaded once a worker, not once a file
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: [END_TO_END],
          maxWorkers: 3, // they wait for browsers, servers and leases: two leave the processors idle
          sequence: { groupOrder: 1 }, // after the others, as projects side by side must have as many workers
          globalSetup: ['test/support/page-folder.ts'],
        },
      },
    ],
  },
});
