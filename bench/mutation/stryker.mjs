// How Stryker mutates `src/perception` and `src/learning`; `npm run mutation` (`mutation.ts`) runs it.

export default {
  mutate: ['src/perception/**/*.ts', 'src/learning/**/*.ts'],
  plugins: ['@stryker-mutator/vitest-runner', './bench/mutation/keep-results.mjs'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mts', related: false },
  concurrency: 2,
  // A mutant hangs when it takes far longer than its tests did without it, or goes round and round.
  timeoutFactor: 4,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 15,
  incremental: true,
  incrementalFile: 'mutation/results.json',
  tempDirName: 'mutation/sandbox',
  reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'keep-results'],
  ignorePatterns: ['/models', '/notebooks', '/docs', '/results', '/mutation', '/runs', '/dist'],
  disableTypeChecks: false, // nothing here looks at types
  allowConsoleColors: process.stdout.isTTY === true,
};
