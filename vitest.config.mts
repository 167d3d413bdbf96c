import { defineConfig } from 'vitest/config';

/** Milliseconds after which a test hangs. How fast a machine is, no test may depend on. */
const HANGS = 30 * 60_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/engine.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: HANGS,
    hookTimeout: HANGS,
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
