import { grouped } from '../../statistics/grouped';
import { comparisonSection } from './comparison-section';
import { depthSection } from './depth-section';
import { headlineSection } from './headline-section';
import { folded } from './markdown';
import { memorySection } from './memory-section';
import type { ResultRecord } from './records';
import { studySection } from './study-section';
import { trainedSection } from './trained-section';

const HEAD = `# Results

What was measured with topdown: first a summary, then everything. \`npx topdown results\` generates this page from the records
of runs and of networks. Errors are in per cent; those of shipped networks were measured after their weights were rounded. The
brackets give 95 % intervals. For a single network these are Wilson's, which do not cover other seeds. Where several networks
differ only in their seed, ± is the standard deviation between them.`;

const NOTHING =
  'None of these records is of a trained network, a comparison or a study, so there is nothing to show.';

const ALL = 'Every network, and the commands that made them';

/**
 * The page of results: what came out in short, with `figures` (`figuresBeside`), then every trained network beside the
 * paper's figures, comparisons and studies. A run that has several records, such as its own and that of the network
 * that was shipped from it, counts once, by the first.
 */
export function resultsPage(all: readonly ResultRecord[], figures: readonly string[] = []): string {
  const records = grouped(all, runOf).map(([first]) => first);
  const short = headlineSection(records);
  const held =
    'Settings were chosen on these images. The networks of the experiments are judged on them, too: the test set stays unseen.\n\n';
  const chosen = 'Settings were chosen on these images.\n\n';
  const sections = [
    ...under('## In short', short && [short, ...figures].join('\n\n')),
    ...under('## On the test set', trainedSection(records, 'test'), ALL),
    ...under('## On held-out training images', trainedSection(records, 'validation'), ALL, held),
    ...under("## CIFAR-10: the paper's Table 1", depthSection(records, 'test'), ALL),
    ...under('### On held-out training images', depthSection(records, 'validation'), ALL, chosen),
    ...foldedEach(
      'When does top-down input help?',
      records.map((record) => comparisonSection(record, records)),
    ),
    ...foldedEach('Memory that training takes, by depth', records.map(memorySection)),
    ...gathered('Experiments in top-down perception', records.map(studySection)),
  ];
  const parts = sections.length > 0 ? sections : [NOTHING];
  return `${[HEAD, ...parts].join('\n\n')}\n`;
}

function runOf({ scenario, started, seed }: ResultRecord): string {
  return `${scenario}, ${started}, ${seed}`;
}

/** A section under its heading, behind `summary` where one is given; none where there is nothing. */
function under(heading: string, text: string | undefined, summary?: string, before = ''): string[] {
  if (text === undefined) return [];
  return [`${heading}\n\n${before}${summary === undefined ? text : folded(summary, text)}`];
}

/** All under one title. */
function gathered(title: string, sections: readonly (string | undefined)[]): string[] {
  const there = sections.filter((one) => one !== undefined);
  return there.length > 0 ? [`## ${title}\n\n${there.join('\n\n')}`] : [];
}

/** All under one title, each folded behind its first paragraph, which says of what it is. */
function foldedEach(title: string, sections: readonly (string | undefined)[]): string[] {
  const parts = sections.map((one) => {
    if (one === undefined) return undefined;
    const [first = '', ...rest] = one.split('\n\n');
    return folded(first, rest.join('\n\n'));
  });
  return gathered(title, parts);
}
