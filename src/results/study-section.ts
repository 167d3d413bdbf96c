import { z } from 'zod';
import { commandOf } from '../experiment/command-of';
import { type Finding, findingSchema } from '../laboratory/finding';
import { estimateText } from '../laboratory/findings-text';
import { inlineCode, markdownTable } from './markdown';
import { type ResultRecord, resultsAs } from './result-record';

const studyResults = z.object({
  question: z.string(),
  findings: z.array(findingSchema),
  images: z.int(),
  networks: z.array(z.object({ name: z.string(), seed: z.int() })),
});

const HEAD = ['expected', 'measured', 'found', 'verdict'];

/** What a study found, as Markdown; undefined for another kind of run. */
export function studySection(record: ResultRecord): string | undefined {
  const study = resultsAs(studyResults, 'findings', record);
  return study && [`### ${study.question}`, findingsBlock(record, study.findings)].join('\n\n');
}

/** The findings of a study's record as Markdown; undefined for another kind of run. */
export function findingsOf(record: ResultRecord): string | undefined {
  const study = resultsAs(studyResults, 'findings', record);
  return study && findingsBlock(record, study.findings);
}

/** A table, and the command and day it comes from. */
function findingsBlock(record: ResultRecord, findings: readonly Finding[]): string {
  const rows = findings.map((one) => [
    one.claim,
    `${one.measure}, expected ${one.expected} ${one.than}`,
    `${estimateText(one)}, ${one.networks} networks × ${one.items}`,
    `**${one.verdict}**`,
  ]);
  const origin = `${record.started.slice(0, 10)}, ${inlineCode(commandOf(record))}`;
  return `${markdownTable(HEAD, rows)}\n\n${origin}`;
}
