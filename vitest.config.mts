import { defineConfig } from 'vitest/config';

/** Milliseconds after which a test hangs. How fast a machine is, no test may depend on. */
const HANGS = 30 * 60_000;

const END_TO_END = 'test/end-to-end/**/*.test.ts';
/** Those that compute for long, or replace a module (`vi.mock`): each has a process of its own. */
const ALONE = [
  'test/golden/**/*.test.ts',
  'test/closed-form/lease.test.ts',
  'test/closed-form/shipped-model.test.ts',
];

export default defineConfig({
  test: {
    setupFiles: ['test/support/engine.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: HANGS,
    hookTimeout: HANGS,
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
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
