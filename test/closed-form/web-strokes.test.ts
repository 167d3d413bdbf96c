import { expect, it } from 'vitest';
import { Strokes } from '../../src/web/page/strokes';

it('grows the stroke of each that draws, however they take turns', () => {
  const strokes = new Strokes();
  strokes.begin(4, [0, 0]);
  strokes.begin(9, [5, 5]);
  strokes.extend(4, [[1, 0]]);
  strokes.extend(9, [[6, 5]]);
  strokes.extend('keys', [[7, 7]]); // do not draw
  expect(strokes.end(4)).toBe(true);
  expect(strokes.end(4)).toBe(false);
  strokes.extend(4, [[2, 0]]);
  strokes.extend(9, [[7, 5]]);
  expect(strokes.all).toEqual([
    [
      [0, 0],
      [1, 0],
    ],
    [
      [5, 5],
      [6, 5],
      [7, 5],
    ],
  ]);
});

it('takes back the stroke that was begun last, while it grows, too, and leaves the other growing', () => {
  const strokes = new Strokes();
  strokes.begin(1, [0, 0]);
  strokes.begin('keys', [5, 5]);
  expect(strokes.undo()).toBe(true);
  expect([strokes.isDrawing(1), strokes.isDrawing('keys')]).toEqual([true, false]);
  strokes.extend('keys', [[6, 6]]);
  strokes.extend(1, [[1, 1]]);
  expect(strokes.all).toEqual([
    [
      [0, 0],
      [1, 1],
    ],
  ]);
  strokes.clear();
  expect([strokes.isDrawing(1), strokes.undo()]).toEqual([false, false]);
});
