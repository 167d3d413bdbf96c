import { comparisonSection } from './comparison-section';
import { memorySection } from './memory-section';
import type { ResultRecord } from './result-record';
import { trainedSection } from './trained-section';

const HEAD = `# Results

Made by \`npx topdown results\` from the records in \`results/\` and of the networks in \`models/\`, and
never written by hand. Each figure on the test set is from the one time that its network saw it.
Error in per cent; in brackets 95 % Wilson intervals, which say nothing of how another seed would
do. Errors of networks in \`models/\` are those of their rounded weights.`;

/** The page of results: every trained network beside the paper's figures, then comparisons. */
export function resultsPage(records: readonly ResultRecord[]): string {
  const [test, held] = [trainedSection(records, 'test'), trainedSection(records, 'validation')];
  const sections = [
    ...(test ? [`## On the test set\n\n${test}`] : []),
    ...(held
      ? [`## On held-out training images\n\nSettings were chosen by these.\n\n${held}`]
      : []),
    ...headed('When does top-down input help?', records.map(comparisonSection)),
    ...headed('What training takes in memory, by depth', records.map(memorySection)),
  ];
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

function headed(title: string, sections: readonly (string | undefined)[]): string[] {
  return sections.filter((one) => one !== undefined).map((one) => `## ${title}\n\n${one}`);
}
