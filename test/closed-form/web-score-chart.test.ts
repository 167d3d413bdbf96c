import { parseHTML } from 'linkedom';
import { afterEach, expect, it, vi } from 'vitest';
import { alignTrack, drawScores } from '../../src/pages/browser/score-chart';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A chart to draw into, so many pixels wide. */
function chartOf(width: number): SVGSVGElement {
  const { document } = parseHTML('<body><svg></svg></body>');
  vi.stubGlobal('document', document);
  const chart = document.querySelector('svg') as unknown as SVGSVGElement;
  Object.defineProperty(chart, 'clientWidth', { value: width });
  return chart;
}

/** What stands at the ends of the lines of so many labels, lowest score first: each ends a little above the one before. */
function labelled(count: number, chosen: number) {
  const chart = chartOf(600);
  const names = Array.from({ length: count }, (_, label) => `class ${label}`);
  const scores = [0, 1, 2].map((step) => names.map((_, label) => step * label));
  const charted = { answer: count - 1, truth: 3, scores, window: { first: 1, last: 2 }, names };
  drawScores(chart, { ...charted, prefers: 'most' }, { step: 1, hypothesis: chosen });
  const words = [...chart.querySelectorAll('.name')];
  return {
    lines: chart.querySelectorAll('polyline').length,
    said: words.map(({ textContent }) => Number(textContent?.slice('class '.length))),
    places: words.map((word) => Number(word.getAttribute('y'))),
    height: Number(chart.getAttribute('height')),
  };
}

it('labels every line where there is room', () => {
  const { lines, said } = labelled(10, 4);
  expect(lines).toBe(10);
  expect(said.toSorted((one, other) => one - other)).toEqual([...Array(10).keys()]);
});

it('labels of many lines the chosen one, the answer, the true label and the next best, none beyond the chart', () => {
  const { lines, said, places, height } = labelled(100, 50);
  expect(lines).toBe(100);
  expect(said.slice(-6)).toEqual([96, 97, 98, 3, 99, 50]); // what matters most lies on top
  expect(said.length).toBeLessThan(20);
  expect(Math.max(...places)).toBeLessThanOrEqual(height);
  const down = places.toSorted((one, other) => one - other);
  for (const [at, place] of down.slice(1).entries())
    expect(place - (down[at] ?? 0)).toBeGreaterThan(12);
});

it('leaves the lines two thirds of a phone, however long names are, and the slider as much', () => {
  const chart = chartOf(340);
  const names = ['one', 'two'].map((end) => `${'a very '.repeat(28)}long name ${end}`);
  const charted = { scores: [0, 1, 2].map((step) => [0, step]), window: { first: 1, last: 2 } };
  const shown = { step: 0, hypothesis: 0 };
  drawScores(chart, { ...charted, answer: 1, names, prefers: 'most' }, shown);
  const of = (kind: string, name: string) =>
    Number(chart.querySelector(`.${kind}`)?.getAttribute(name));
  const [left, right] = [of('rule', 'x1'), of('rule', 'x2')];
  expect(right).toBeCloseTo((2 / 3) * 340);
  expect(of('window', 'x') + of('window', 'width')).toBeCloseTo(right);
  expect(of('window', 'width')).toBeCloseTo((right - left) * (3 / 4)); // from half a step before step 1
  const said = [...chart.querySelectorAll('.name')].map(({ textContent }) => textContent);
  expect(said).toEqual(['a ver…e two', 'a ver…e one']);

  const track = { style: { paddingRight: '' } };
  alignTrack(track as HTMLElement, chart, names);
  expect(Number.parseFloat(track.style.paddingRight)).toBeCloseTo(340 - right - 8); // half a thumb
});
