import type { PanelLine } from '../../exhibits/line-panels';
import { estimateAt } from '../measures/estimate-at';

/** A table of numbers at each step: [networks][items]. */
export type TableAt = (step: number) => readonly ArrayLike<number>[];

/** Steps from 0 on: what an axis names, and the line of a table a step. */
export function stepLines({ steps, seed }: { readonly steps: number; readonly seed: number }) {
  const ticks = Array.from({ length: steps + 1 }, (_, step) => step);
  return {
    x: { label: 'time step', ticks },
    line: (text: string, tableAt: TableAt): PanelLine => ({
      text,
      points: ticks.map((step) => estimateAt(step, tableAt(step), seed)),
    }),
  };
}

/** What captions say of intervals, and what is to follow: of what, besides networks. */
export const BANDS = 'Bands: 95\u00a0% intervals over networks and';
