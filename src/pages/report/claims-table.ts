import { pInWords } from '../../statistics/t-test';
import { type Html, html } from './html';
import { htmlTable } from './tables';

/** Something that was expected, and what was found, in words. */
export interface ClaimRow {
  readonly claim: string;
  readonly measured: string;
  readonly estimate: string;
  readonly interval: string;
  readonly each: readonly string[];
  /** The corrected p value; records of versions that resampled networks have none. */
  readonly p: number | undefined;
  readonly verdict: string;
  /** Neither have those, nor has what shows no spread. */
  readonly detectable: string | undefined;
}

const HEAD = [
  ...['expected', 'measured', 'found', 'each network', 'p', 'verdict'],
  'smallest detectable',
];
/** Columns of text. */
const TEXT = ['expected', 'measured', 'verdict'];

/** Claims that were named beforehand and their verdicts, a row a claim. */
export function claimsTable(caption: string, claims: readonly ClaimRow[]): Html {
  const rows = claims.map(({ claim, measured, estimate, interval, each, p, ...judged }) => [
    claim,
    measured,
    html`${estimate}<span class="spread">${interval}</span>`,
    each.join(', '),
    p === undefined ? '–' : pInWords(p),
    judged.verdict,
    judged.detectable ?? '–',
  ]);
  const right = (column: number) => !TEXT.includes(HEAD[column] as string);
  return htmlTable(caption, HEAD, rows, right, { isRecords: true });
}
