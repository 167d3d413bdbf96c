import { z } from 'zod';
import { type Finding, findingSchema, isResampled, short } from '../../experiments/finding';
import { networksInWords } from '../../experiments/study';
import { limited } from '../../input/limits';
import { pInWords } from '../../statistics/t-test';
import { verdictInWords } from '../../statistics/verdicts';
import { RESAMPLED } from '../comparison-record';
import { type Html, html } from './html';
import { htmlTable, plainData } from './tables';

/** More findings than this are no table. */
const MOST = 10_000;

const findings = limited(z.array(findingSchema).min(1), MOST);

const HEAD = ['expected', 'measured', 'found', 'each network', 'p', 'verdict'] as const;
/** Columns of text. */
const TEXT = [0, 1, 5];

/** What a study found, a row a claim; undefined for other data. */
export function studyFindings(data: unknown): Html | undefined {
  const found = findings.safeParse(data).data;
  if (!found) return undefined;
  const caption = found.some(isResampled)
    ? `Estimates with 95 % intervals (${RESAMPLED})`
    : 'Estimates with 95 % intervals; p with Holm’s correction over these claims';
  const right = (column: number) => !TEXT.includes(column);
  return html`${htmlTable(caption, [...HEAD, 'smallest detectable'], found.map(rowOf), right, { isRecords: true })}
<details><summary>All numbers of the findings</summary>${plainData(found, 'findings')}</details>`;
}

function rowOf(finding: Finding) {
  const { claim, measure, expected, than, estimate, low, high, networks, items } = finding;
  const { each = [], adjusted, detectable } = finding;
  return [
    claim,
    `${measure}, expected ${expected} ${short(than)}`,
    html`${short(estimate)}<span class="spread">${short(low)} to ${short(high)}, ${networksInWords({ length: networks })} × ${items}</span>`,
    each.map(short).join(', '),
    adjusted === undefined ? '–' : pInWords(adjusted),
    verdictInWords(finding),
    detectable === undefined ? '–' : short(detectable),
  ];
}
