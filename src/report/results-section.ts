import { systemOf } from '../experiment/run-record';
import { comparisonResults } from './comparison-results';
import { errorSection } from './error-section';
import { isRow, type Row } from './flat-row';
import { type Html, html } from './html';
import { headingOf } from './names';
import { plainData } from './plain-data';
import type { RunMaterial } from './run-material';
import { isScalar } from './tables';

/** What came of a run, as tables; undefined where it has no results. */
export function resultsSection({ record }: RunMaterial): Html | undefined {
  const { results } = record;
  if (results === undefined || results === null) return undefined;
  return html`<section id="results" aria-labelledby="results-title">
<h2 id="results-title">Results</h2>
${shown(results, systemOf(record))}</section>`;
}

function shown(results: unknown, system: string): Html {
  if (isTooLong(results))
    return html`<p>They are too long for a page: open run.json by a program.</p>`;
  return isRow(results) ? partsOf(results, system) : plainData(results);
}

/** Letters of results, as JSON, that a page shows: six times as many as those that come along. */
const LONGEST = 4e6;

/** Whether results are more than a page can show. */
export function isTooLong(results: unknown): boolean {
  return JSON.stringify(results ?? null).length > LONGEST;
}

function partsOf(results: Row, system: string): Html {
  const errors = errorSection(results, system);
  if (errors) return errors;
  const plain = Object.entries(results).filter(([, part]) => isScalar(part));
  const others = Object.entries(results).filter(([, part]) => !isScalar(part));
  const parts = ordered(others).map(
    ([name, part]) => html`<h3>${titleOf(name)}</h3>
${errorSection(part, system) ?? comparisonResults(part) ?? html`<div class="named">${plainData(part, name)}</div>`}
`,
  );
  return html`${plain.length > 0 ? plainData(Object.fromEntries(plain)) : undefined}${parts}`;
}

/** What a network was judged by comes first, what its training was like last. */
function ordered(parts: readonly (readonly [string, unknown])[]) {
  const rank = ([name]: readonly [string, unknown]) => (name === 'training' ? 1 : 0);
  return [...parts].sort((one, other) => rank(one) - rank(other));
}

function titleOf(name: string): string {
  if (name === 'validation') return 'Held-out training images';
  return name === 'test' ? 'Test images' : headingOf(name);
}
