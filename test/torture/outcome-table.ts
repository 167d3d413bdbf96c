import { terminalTable } from '../../src/trained/tables';
import type { Outcome } from './campaign';

/** Kinds of failure of a part that are shown; all are kept. */
const SHOWN = 8;

/** What was tried, how often, what it came to, and how often it failed and how. */
export function outcomeTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(({ part, tries, came, failures, skipped }) => {
    if (skipped !== undefined) return [[part, '', `skipped: ${skipped}`, '']];
    const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
    const words = inWords(came);
    const kinds = [...failures].sort(([, one], [, other]) => other - one);
    const more = kinds.slice(SHOWN).reduce((sum, [, count]) => sum + count, 0);
    return [
      [part, String(tries), words, String(failed)],
      ...kinds.slice(0, SHOWN).map(([kind, count]) => ['', '', `  ${kind}`, String(count)]),
      ...(more > 0 ? [['', '', `  and ${kinds.length - SHOWN} more kinds`, String(more)]] : []),
    ];
  });
  return terminalTable(['what', 'tries', 'came to', 'failures'], rows);
}

function inWords(came: ReadonlyMap<string, number>): string {
  return [...came]
    .sort(([, one], [, other]) => other - one)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}

/** The last line: `N passed, N failed, N skipped`, a part each. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined).length;
  const failed = outcomes.filter(({ failures }) => failures.size > 0).length;
  return `${outcomes.length - skipped - failed} passed, ${failed} failed, ${skipped} skipped`;
}
