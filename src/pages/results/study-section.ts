import path from 'node:path';
import { z } from 'zod';
import {
  estimateText,
  type Finding,
  findingSchema,
  isResampled,
  short,
  verdictText,
} from '../../experiments/finding';
import { networksInWords } from '../../experiments/study';
import { InputError } from '../../input/errors';
import { kindOf, namesIn, readWhole } from '../../machine/read-whole';
import { pInWords } from '../../statistics/t-test';
import { RESAMPLED } from '../comparison-record';
import { eachInWords, folded, inlineCode, markdownTable, oneLine } from './markdown';
import { type ResultRecord, resultsAs } from './records';
import { shortCommand } from './short-command';

const studyResults = z.object({
  question: z.string(),
  findings: z.array(findingSchema),
  images: z.int(),
  networks: z.array(z.object({ name: z.string(), seed: z.int() })),
});

/** What a study's record has of its results; undefined for another kind of run. */
export function studyOf(record: ResultRecord) {
  return resultsAs(studyResults, 'findings', record);
}

/** What a study found, as Markdown, its table folded; undefined for another kind of run. */
export function studySection(record: ResultRecord): string | undefined {
  const study = studyOf(record);
  if (!study) return undefined;
  const table = folded(`${study.findings.length} findings`, findingsBlock(record, study.findings));
  return `### ${oneLine(questionOf(study, record))}\n\n${table}`;
}

/** A study's question, and of what it was asked. */
export function questionOf(
  { question }: { readonly question: string },
  record: ResultRecord,
): string {
  return `${question} (${dataAndUnits(record)})`;
}

/** What tells records of one study apart: `mnist, 300 + 300 units`, or the data set alone. */
function dataAndUnits({ dataSet, options }: ResultRecord): string {
  const hidden = z.array(z.int()).safeParse(options['hidden']).data;
  return hidden ? `${dataSet}, ${hidden.join(' + ')} units` : dataSet;
}

/** The findings of a study's record as Markdown; undefined for another kind of run. */
export function findingsOf(record: ResultRecord): string | undefined {
  const study = studyOf(record);
  return study && findingsBlock(record, study.findings);
}

/** A table, and the command and day it comes from; of intervals of resampled networks it says so. */
function findingsBlock(record: ResultRecord, findings: readonly Finding[]): string {
  const tested = !findings.some(isResampled);
  const rows = findings.map((one) => [
    one.claim,
    `${one.measure}, expected ${one.expected} ${one.than}`,
    `${estimateText(one)}, ${networksInWords({ length: one.networks })} × ${one.items}`,
    ...(tested ? [eachInWords(one.each ?? [], short), pInWords(one.adjusted ?? 1)] : []),
    `**${verdictText(one)}**`,
  ]);
  const head = [
    'expected',
    'measured',
    'found',
    ...(tested ? ['each network', 'p'] : []),
    'verdict',
  ];
  const note = tested
    ? 'p by Holm’s correction over the claims that were tested together.'
    : `The intervals are ${RESAMPLED}; verdicts are by them, not corrected for their number.`;
  const origin = `${record.started.slice(0, 10)}, ${inlineCode(shortCommand(record))}`;
  return [markdownTable(head, rows), note, origin].join('\n\n');
}

/** Where a page about a study holds what was found: between these two lines. */
const BLOCK = /(<!-- findings: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** Bytes of a page at the most. */
const LARGEST_PAGE = 2 ** 24;

/** A page with its findings as the latest records have them; where there is no record it stays. */
export function withFindings(page: string, records: readonly ResultRecord[]): string {
  return page.replaceAll(BLOCK, (block, begin: string, scenario: string, end: string) => {
    const latest = records
      .filter((one) => one.scenario === scenario)
      .sort(byStart)
      .at(-1);
    const findings = latest && findingsOf(latest);
    return findings ? `${begin}${findings}\n${end}` : block;
  });
}

/** The pages in a folder with the findings that belong in them. Throws InputError. */
export function findingsPages(
  folder: string,
  records: readonly ResultRecord[],
): readonly { readonly file: string; readonly text: string }[] {
  return pagesIn(folder).map((file) => ({
    file,
    text: withFindings(readWhole(file, LARGEST_PAGE).toString('utf8'), records),
  }));
}

function pagesIn(folder: string): string[] {
  if (kindOf(folder) === undefined) throw new InputError(`there is no folder ${folder}`);
  const names = namesIn(folder).filter((name) => name.endsWith('.md'));
  return names.map((name) => path.join(folder, name));
}

const byStart = (one: ResultRecord, other: ResultRecord) => (one.started < other.started ? -1 : 1);
