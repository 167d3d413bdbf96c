// Keeps the results that there are while Stryker runs, in the form in which it reads them again:
// it writes them at the end alone, and a run that was stopped would have to begin anew.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Milliseconds between one writing and the next. */
const OFTEN = 10_000;

class KeepResults {
  static inject = ['options'];
  #file;
  #tests = [];
  #mutants = [];
  /** How many mutants of each file there are to try. */
  #planned = {};
  #written = Date.now();
  /** What is left to write when the process ends; nothing, once Stryker has written all itself. */
  #atExit = () => this.#write();

  constructor({ incrementalFile }) {
    this.#file = incrementalFile;
    process.once('exit', this.#atExit);
  }

  onDryRunCompleted({ result }) {
    this.#tests = result.tests;
  }

  onMutationTestingPlanReady({ mutantPlans }) {
    for (const { mutant } of mutantPlans) {
      const name = path.relative('.', mutant.fileName);
      this.#planned[name] = (this.#planned[name] ?? 0) + 1;
    }
  }

  onMutantTested(mutant) {
    this.#mutants.push(mutant);
    if (Date.now() - this.#written > OFTEN) this.#write();
  }

  onMutationTestReportReady() {
    process.off('exit', this.#atExit);
  }

  #write() {
    if (this.#mutants.length === 0) return;
    const files = {};
    for (const { fileName, ...mutant } of this.#mutants) {
      const name = path.relative('.', fileName);
      files[name] ??= { language: 'typescript', source: readFileSync(name, 'utf8'), mutants: [] };
      files[name].mutants.push(mutant);
    }
    const testFiles = {};
    for (const { id, name, fileName } of this.#tests) {
      const test = path.relative('.', fileName);
      testFiles[test] ??= { source: readFileSync(test, 'utf8'), tests: [] };
      testFiles[test].tests.push({ id, name });
    }
    mkdirSync(path.dirname(this.#file), { recursive: true });
    const report = {
      schemaVersion: '1.0',
      thresholds: { high: 80, low: 60 },
      files,
      testFiles,
      planned: this.#planned, // for our page: Stryker has no such thing
    };
    writeFileSync(`${this.#file}.part`, JSON.stringify(report));
    renameSync(`${this.#file}.part`, this.#file);
    this.#written = Date.now();
  }
}

export const strykerPlugins = [
  { kind: 'Reporter', name: 'keep-results', injectableClass: KeepResults },
];
