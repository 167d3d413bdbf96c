import { overWindow } from '../../observation/scores';
import type { Window } from '../../perception/window';
import { inDigits } from './in-words';

/** Fills a table with the labels' scores: a row a label, a column a step, and their average. */
export function fillScoreTable(
  table: HTMLTableElement,
  scores: readonly (readonly number[])[],
  window: Window,
  names: readonly string[],
): void {
  const means = overWindow(scores, window);
  const steps = scores.map((_, step) => `step ${step}`);
  const head = row('th', ['label', ...steps, `steps ${window.first}–${window.last}`]);
  for (const cell of head.children) cell.setAttribute('scope', 'col');
  const rows = means.map((mean, label) => {
    const cells = scores.map((step) => inDigits(step[label] ?? 0));
    const made = row('td', [...cells, inDigits(mean)]);
    const name = document.createElement('th');
    name.setAttribute('scope', 'row');
    name.textContent = names[label] ?? '';
    made.prepend(name);
    return made;
  });
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(...rows);
}

function row(kind: 'th' | 'td', texts: readonly string[]): HTMLTableRowElement {
  const made = document.createElement('tr');
  for (const text of texts) {
    const cell = document.createElement(kind);
    cell.textContent = text;
    made.append(cell);
  }
  return made;
}
