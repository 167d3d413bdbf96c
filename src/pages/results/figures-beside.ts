import path from 'node:path';
import { kindOf } from '../../machine/read-whole';

/** Figures that show results, as paths from the project's folder, and what they show. */
const FIGURES = [
  {
    file: 'docs/figures/error-by-strength.svg',
    shows: 'Error of nine readings against the strength of twelve conditions',
  },
  {
    file: 'docs/experiments/figures/reaction-time-speed-and-accuracy.svg',
    shows: 'Error by time to answer',
  },
];

/** The project's page of results, of which these are figures. */
const PAGE = 'RESULTS.md';

/** The figures that lie beside the project's page of results, as Markdown; none for a page of another name. */
export function figuresBeside(page: string): readonly string[] {
  if (path.basename(page) !== PAGE) return [];
  const there = FIGURES.filter(
    ({ file }) => kindOf(path.join(path.dirname(page), file)) === 'file',
  );
  return there.map(({ file, shows }) => `![${shows}](${file})`);
}
