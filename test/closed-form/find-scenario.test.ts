import { writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { loadScenario, scenarioNames } from '../../src/cli/find-scenario';
import { InputError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';

it('scenarios are found where a file, and no folder, is called scenarios', () => {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(temporaryFolder());
  writeFileSync('scenarios', '');
  expect(scenarioNames()).toContain('demo');
  expect(() => loadScenario('dem')).toThrow(InputError);
  expect(() => loadScenario('dem')).toThrow('no scenario "dem" (did you mean demo?)');
});
