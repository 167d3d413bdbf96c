import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { motion } from '../../site/motion';

const FIGURE = path.resolve(__dirname, '../../docs/figures/recognition.svg');

it.each([
  ['however many steps it shows', motion(Array.from({ length: 40 }, (_, step) => step / 40))],
  ['in the figure of the documents', readFileSync(FIGURE, 'utf8')],
])('moves for at most 5 s, since a picture has no button that stops it: %s', (_, style) => {
  const animations = [...style.matchAll(/animation: (.*?);/g)].map(([, words = '']) => words);
  expect(animations.length).toBeGreaterThan(8); // a step each, and what grows
  for (const words of animations) {
    expect(words).not.toContain('infinite');
    expect(Number(/ ([\d.]+)s /.exec(words)?.[1])).toBeLessThanOrEqual(5);
  }
});
