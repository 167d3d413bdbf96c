import { comparisonSection } from './comparison-section';
import { depthSection } from './depth-section';
import { memorySection } from './memory-section';
import type { ResultRecord } from './records';
import { studySection } from './study-section';
import { trainedSection } from './trained-section';

const HEAD = `# Results

Made by \`npx topdown results\` from the records of runs and of networks, and never written by hand. No
setting was chosen by the test set. Errors in per cent, those of networks that come with the program
after their weights were rounded; in brackets 95 % intervals: Wilson's where one network is
judged, which say nothing of how another seed would do.`;

/** The page of results: every trained network beside the paper's figures, then comparisons. */
export function resultsPage(records: readonly ResultRecord[]): string {
  const [test, held] = [trainedSection(records, 'test'), trainedSection(records, 'validation')];
  const [byDepth, tried] = [depthSection(records, 'test'), depthSection(records, 'validation')];
  const sections = [
    ...(test ? [`## On the test set\n\n${test}`] : []),
    ...(held
      ? [`## On held-out training images\n\nSettings were chosen by these.\n\n${held}`]
      : []),
    ...(byDepth ? [`## CIFAR-10: the paper's Table 1\n\n${byDepth}`] : []),
    ...(tried
      ? [`### On held-out training images\n\nSettings were chosen by these.\n\n${tried}`]
      : []),
    ...headed('When does top-down input help?', records.map(comparisonSection)),
    ...headed('What training takes in memory, by depth', records.map(memorySection)),
    ...gathered('Experiments in top-down perception', records.map(studySection)),
  ];
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

/** All under one title. */
function gathered(title: string, sections: readonly (string | undefined)[]): string[] {
  const there = sections.filter((one) => one !== undefined);
  return there.length > 0 ? [`## ${title}\n\n${there.join('\n\n')}`] : [];
}

/** Each under this title. */
function headed(title: string, sections: readonly (string | undefined)[]): string[] {
  return sections.filter((one) => one !== undefined).map((one) => `## ${title}\n\n${one}`);
}
