import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/engine.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 300_000,
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
