import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileError, writeWhole } from '../engine/files';
import { type MemoryCell, memoryCell } from './cell';

/** Where finished cells are written down at once, so that nothing is measured twice. */
export interface CellLines {
  readonly cells: () => readonly MemoryCell[];
  /** Throws EnvironmentError where it cannot be written. */
  readonly add: (cell: MemoryCell) => void;
}

/** The cells in a file of JSON lines; a last line that a crash cut short is dropped. */
export function openCellLines(file: string): CellLines {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeWhole(file, whole);
  const lines = whole.split('\n').filter(Boolean);
  const cells = lines.map((line) => memoryCell.parse(JSON.parse(line)));
  return {
    cells: () => cells,
    add(one) {
      try {
        appendFileSync(file, `${JSON.stringify(one)}\n`);
      } catch (error) {
        throw fileError('write', file, error);
      }
      cells.push(one);
    },
  };
}
