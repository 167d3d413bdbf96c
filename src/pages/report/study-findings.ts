import { z } from 'zod';
import { type Finding, findingSchema, isResampled, short } from '../../experiments/finding';
import { networksInWords } from '../../experiments/study';
import { limited } from '../../input/limits';
import { verdictInWords } from '../../statistics/verdicts';
import { RESAMPLED } from '../comparison-record';
import { type ClaimRow, claimsTable } from './claims-table';
import { type Html, html } from './html';
import { plainData } from './tables';

/** More findings than this are no table. */
const MOST = 10_000;

const findings = limited(z.array(findingSchema).min(1), MOST);

/** What a study found, a row a claim; undefined for other data. */
export function studyFindings(data: unknown): Html | undefined {
  const found = findings.safeParse(data).data;
  if (!found) return undefined;
  const caption = found.some(isResampled)
    ? `Estimates with 95 % intervals (${RESAMPLED})`
    : 'Estimates with 95 % intervals; p with Holm’s correction over the claims that were tested together';
  return html`${claimsTable(caption, found.map(rowOf))}
<details><summary>All numbers of the findings</summary>${plainData(found, 'findings')}</details>`;
}

function rowOf(finding: Finding): ClaimRow {
  const { claim, measure, expected, than, estimate, low, high, networks, items } = finding;
  const { each = [], adjusted, detectable } = finding;
  return {
    claim,
    measured: `${measure}, expected ${expected} ${short(than)}`,
    estimate: short(estimate),
    interval: `${short(low)} to ${short(high)}, ${networksInWords({ length: networks })} × ${items}`,
    each: each.map(short),
    p: adjusted,
    verdict: verdictInWords(finding),
    detectable: detectable ? short(detectable) : undefined,
  };
}
