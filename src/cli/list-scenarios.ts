import { loadScenario, scenarioNames } from './find-scenario';

/** The scenarios that there are and what they show, as text. */
export function listScenarios(): string {
  const names = scenarioNames();
  const lines = names.map((name) => `${name}\n    ${shownBy(name)}`);
  return `${lines.join('\n')}\n\nRun one with: topdown run <scenario> [options]\nand one of your own with: topdown run ./mine.ts [options]\n`;
}

/** What a scenario shows; of a file that is none, why it is not. */
function shownBy(name: string): string {
  try {
    return loadScenario(name).shows;
  } catch (error) {
    return `(${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
  }
}
