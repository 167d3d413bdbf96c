import { unitInWords } from './in-words';
import { gridOf } from './units-canvas';

/** What a unit does at the moment that is shown. */
export interface UnitShown {
  readonly activity: number;
  /** What it does for the answer against the runner-up, over the steps that decide. */
  readonly difference: number;
}

/** By how much each arrow key moves from unit to unit: columns, and rows. */
const MOVES: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
};

/**
 * Tells the number and the activity of the unit of a layer's figure that is pointed at, or that the arrow keys
 * have come to. What is returned takes what units do at another moment.
 */
export function readUnits(
  figure: HTMLElement,
  units: number,
): (unitAt: (unit: number) => UnitShown) => void {
  const told = figure.querySelector<HTMLElement>('.unit');
  const { rows, columns } = gridOf(units);
  let unitAt: ((unit: number) => UnitShown) | undefined;
  let unit: number | undefined;
  const show = (next: number | undefined) => {
    unit = next !== undefined && next >= 0 && next < units ? next : undefined;
    if (told)
      told.textContent = unit === undefined || !unitAt ? '' : unitInWords(unit, unitAt(unit));
    for (const mark of figure.querySelectorAll<HTMLElement>('.here')) {
      mark.hidden = unit === undefined;
      if (unit === undefined) continue;
      mark.style.left = `${(100 * (unit % columns)) / columns}%`;
      mark.style.top = `${(100 * Math.floor(unit / columns)) / rows}%`;
      mark.style.width = `${100 / columns}%`;
      mark.style.height = `${100 / rows}%`;
    }
  };
  for (const canvas of figure.querySelectorAll('canvas')) {
    // To an application, and to no picture, a screen reader passes the arrow keys.
    canvas.setAttribute('role', 'application');
    canvas.tabIndex = 0;
    canvas.addEventListener('pointermove', ({ clientX, clientY }) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const column = Math.floor((columns * (clientX - left)) / width);
      const row = Math.floor((rows * (clientY - top)) / height);
      const inside = column >= 0 && column < columns && row >= 0;
      show(inside ? row * columns + column : undefined);
    });
    canvas.addEventListener('pointerleave', () => {
      if (document.activeElement !== canvas) show(undefined);
    });
    canvas.addEventListener('focus', () => show(unit ?? 0));
    canvas.addEventListener('blur', () => show(undefined));
    canvas.addEventListener('keydown', (event) => {
      const move = MOVES[event.key];
      if (!move || unit === undefined) return;
      event.preventDefault();
      const column = Math.min(columns - 1, Math.max(0, (unit % columns) + move[0]));
      const next = (Math.floor(unit / columns) + move[1]) * columns + column;
      if (next >= 0 && next < units) show(next);
    });
  }
  return (now) => {
    unitAt = now;
    show(unit);
  };
}
