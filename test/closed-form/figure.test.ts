import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { svg } from '../../src/charts/svg';
import { type MemoryCell, WAY_NAMES, WAYS } from '../../src/experiments/memory-by-depth/cell';
import { memoryFigure } from '../../src/experiments/memory-by-depth/figures';
import { readCharts } from '../support/read-chart';

const parsed = (text: string) => parseHTML(text).document;
const words = (text: string) =>
  [...parsed(text).querySelectorAll('text')].map((one) => one.textContent);

describe('a figure', () => {
  const declared = (caption: string) =>
    svg((plot) => ({
      title: 'A & "B" < C',
      caption,
      options: { width: 400, height: 200, marks: [plot.dotX([1, 2])] },
    }));

  it('is an SVG of its own, on white, with title and caption as words', async () => {
    const drawn = await declared('few < many');
    expect(drawn).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    const [, label] = /aria-label="([^"]*)"/.exec(drawn) ?? [];
    expect(label).toBe('A &amp; &quot;B&quot; &lt; C');
    expect(words(drawn)).toContain('A & "B" < C');
    expect(parsed(drawn).querySelector('desc')?.textContent).toBe('few < many');
    expect(parsed(drawn).querySelector('rect')?.getAttribute('class')).toBe('paper');
    expect(drawn).toMatch(
      /\.paper \{ fill: #fff; \}[\s\S]*dark\)[\s\S]*\.paper \{ fill: #17191d; \}/,
    );
  });

  it('breaks its caption between words, and is as high as that needs', async () => {
    const [short, long] = [await declared('one line'), await declared('words '.repeat(50).trim())];
    const height = (text: string) =>
      Number(parsed(text).querySelector('svg')?.getAttribute('height'));
    const caption = words(long).filter((line) => line?.startsWith('words'));
    expect(caption.length).toBeGreaterThan(3);
    expect(caption.join(' ')).toBe('words '.repeat(50).trim());
    expect(caption.every((line) => (line?.length ?? 0) <= 360 / 6.8)).toBe(true);
    expect(height(long) - height(short)).toBe(17 * (caption.length - 1));
  });
});

describe('the figure of memory by depth', () => {
  const cells = [2, 4, 8].flatMap((depth) =>
    WAY_NAMES.map((way, at): MemoryCell => {
      const resident = { residentBefore: 4e8, residentPeak: 5e8 + at * depth * 1e7 };
      const live = { livePeak: 1e8, liveBeyond: 1e7 + at * depth * 1e6 };
      return {
        way,
        depth,
        units: 30,
        batch: 50,
        weights: 1e6,
        ...resident,
        ...live,
        milliseconds: 1,
      };
    }),
  );

  it('has a line of every way in both panels, labelled where it ends, and labelled axes', async () => {
    const { svg: drawn } = await memoryFigure(cells, 'some images');
    const lines = [...parsed(drawn).querySelectorAll('g[aria-label="line"] path')];
    expect(lines).toHaveLength(2 * WAY_NAMES.length);
    expect(new Set(lines.map((line) => line.parentElement?.getAttribute('stroke'))).size).toBe(
      WAY_NAMES.length,
    );
    for (const line of lines) expect(line.getAttribute('d')?.match(/[ML]/g)).toHaveLength(3);
    const said = words(drawn).map((text) => text?.replaceAll(/\s+/g, ' '));
    for (const way of WAY_NAMES) {
      const label = WAYS[way].words.replaceAll(' ', '');
      expect(said.filter((text) => text?.replaceAll(' ', '') === label)).toHaveLength(2);
    }
    const charts = readCharts(drawn);
    expect(charts).toHaveLength(2);
    for (const [at, base, each] of [
      [0, 10, 1],
      [1, 100, 10],
    ] as const)
      for (const [way, { points }] of (charts[at]?.lines ?? []).entries())
        for (const [place, depth] of [2, 4, 8].entries()) {
          expect(points[place]?.x).toBeCloseTo(depth, 1);
          expect(points[place]?.y).toBeCloseTo(base + way * depth * each, 0); // MB
        }
    expect(said).toContain('↑ memory, MB');
    expect(said).toContain('hidden layers of 30 units →');
    expect(said).toContain('8');
    expect(said.join(' ')).toContain('batches of 50 images (some images)');
  });
});
