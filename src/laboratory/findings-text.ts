import { table } from '../experiment/terminal-table';
import type { Finding } from './finding';

const WIDTHS = [44, 34, 28, 14];

/** Findings as text: what was expected, what came, and whether it is so. */
export function findingsText(findings: readonly Finding[]): string {
  const rows = findings.map((one) => [
    one.claim,
    `${one.measure}, expected ${one.expected} ${short(one.than)}`,
    `${estimateText(one)}, ${one.networks} × ${one.items}`,
    one.verdict,
  ]);
  return table(
    ['expected', 'measured', 'found (95 % interval), networks × items', ''],
    rows,
    WIDTHS,
  );
}

/** `0.42 (0.31 to 0.55)` */
export function estimateText({ estimate, low, high }: Finding): string {
  return `${short(estimate)} (${short(low)} to ${short(high)})`;
}

/** Three significant figures. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
