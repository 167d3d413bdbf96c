// Keeps the results that there are while Stryker runs, in the form in which it reads them again:
// it writes them at the end alone, and a run that was stopped would have to begin anew. And notes how
// many mutants each file has, in `planned.json`: our page tells how many have not been tried.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Milliseconds between one writing and the next. */
const OFTEN = 10_000;
/** What Stryker calls the mutants of the files that it mutates now. */
const NUMBERED = /^\d+$/;

class KeepResults {
  static inject = ['options'];
  #file;
  #tests = [];
  #mutants = [];
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
    const planned = {};
    for (const { mutant } of mutantPlans) {
      if (!NUMBERED.test(mutant.id)) continue; // of an earlier run, and not all of its file
      const name = path.relative('.', mutant.fileName);
      planned[name] = (planned[name] ?? 0) + 1;
    }
    const file = path.join(path.dirname(this.#file), 'planned.json');
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    writeWhole(file, { ...before, ...planned });
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
    const thresholds = { high: 80, low: 60 };
    writeWhole(this.#file, { schemaVersion: '1.0', thresholds, files, testFiles });
    this.#written = Date.now();
  }
}

function writeWhole(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify(value));
  renameSync(`${file}.part`, file);
}

export const strykerPlugins = [
  { kind: 'Reporter', name: 'keep-results', injectableClass: KeepResults },
];
