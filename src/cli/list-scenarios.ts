import { loadScenario, scenarioNames } from './find-scenario';

/** The scenarios that there are and what they show, as text. */
export function listScenarios(): string {
  const names = scenarioNames();
  const lines = names.map((name) => `${name}\n    ${loadScenario(name).shows}`);
  return `${lines.join('\n')}\n\nRun one with: topdown run <scenario> [options]\n`;
}
