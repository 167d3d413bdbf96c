import { findRun, nameRun } from '../../runs/all-runs';
import { knownNames } from '../../trained/shipped-model';

/**
 * Names a run, and returns its folder. Throws InputError as `nameRun` does; no name of a network that the program
 * knows, here or not, may be a run's.
 */
export function callRun(given: string, called: string, runs: string): string {
  const { path } = findRun(given, runs);
  nameRun(path, called, runs, knownNames());
  return path;
}
