import type { Cell } from './ledger';

/** Where images were looked at: under a condition, at one of its strengths. */
export type Place = Pick<Cell, 'condition' | 'strength' | 'unit'>;

/** 1 where a cell's answer is wrong: [images]. */
export function wrongs({ answers }: Cell, labels: Uint8Array): Uint8Array {
  return answers.map((answer, at) => (answer === labels[at] ? 0 : 1));
}
