import { inLines } from '../charts/in-lines';
import { pInWords } from '../statistics/t-test';
import { estimateText, type Finding, short, verdictText } from './finding';
import { networksInWords } from './study';

/** Letters in a line of a terminal. */
const LINE = 80;
const INDENT = '    ';

/**
 * Findings as text, in lines of at most 80 letters: what was expected, what came, whether it is so, and
 * what each network says, as a mean hides that networks disagree.
 */
export function findingsText(findings: readonly Finding[]): string {
  const intro =
    'Found: means over networks and images (or what else was counted), with 95 % intervals; p values with Holm’s correction over the claims that were tested together';
  return [...inLines(intro, LINE), ...findings.map(findingText)].join('\n');
}

function findingText(finding: Finding, at: number): string {
  const { claim, measure, expected, than, networks, items, adjusted, each = [] } = finding;
  const p = adjusted === undefined ? '' : `, p ${pInWords(adjusted)}`;
  const [first = '', ...more] = inLines(claim, LINE - INDENT.length);
  const below = [
    `${measure}, expected ${expected} ${short(than)}`,
    `${estimateText(finding)}, ${networksInWords({ length: networks })} × ${items}${p}: ${verdictText(finding)}`,
    ...(networks > 1 ? [`each network: ${each.map(short).join(' ')}`] : []),
  ].flatMap((text) => inLines(text, LINE - INDENT.length));
  const number = `${at + 1}.`.padEnd(INDENT.length);
  return [`${number}${first}`, ...[...more, ...below].map((line) => `${INDENT}${line}`)].join('\n');
}
