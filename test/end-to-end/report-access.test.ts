import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/experiments/finding';
import { errorByStep } from '../../src/figures/error-by-step';
import type { WatchedFile } from '../../src/observation/watched-file';
import { writeComparison } from '../../src/pages/beside/comparison-page';
import { writeReport } from '../../src/pages/report/report';
import { statusPage } from '../../src/pages/sweep/status-page';
import { writeSweepReport } from '../../src/pages/sweep/sweep-page';
import { newRun } from '../../src/runs/perform';
import type { RunRecord } from '../../src/runs/run-record';
import { foundByAxe } from '../support/axe';
import { findChromium, startChromium } from '../support/chromium';
import { RECORD } from '../support/run-record';
import { soon } from '../support/web-page';

const chromium = findChromium();
const PHONE = { width: 390, height: 844 };

const FINDING: Finding = {
  ...{ claim: 'What comes from above makes perception of images that are noisy better', items: 9 },
  ...{ measure: 'difference in error, points', estimate: 1, low: 0.5, high: 1.5, networks: 3 },
  ...{ expected: 'above', than: 0, verdict: 'as expected' },
};

/** Two images of two by two pixels, the second taken for another; layers of 6 units. */
const WATCHED: WatchedFile = {
  ...{ schema: 1, window: { first: 1, last: 2 }, units: [6, 6] },
  images: [0, 8].map((label) => ({
    ...{ index: label, label, answer: 0, readout: 1, rows: 2, columns: 2 },
    pixels: Buffer.from([0, 255, 128, 0]).toString('base64'),
    goodness: [1, 2, 3].map((step) =>
      Array.from({ length: 9 }, (_, one) => [step / (1 + one), step / (2 + one)]),
    ),
    activity: [0, 1].map(() => ({
      most: 2,
      bytes: Buffer.from(Array.from({ length: 3 * 9 * 6 }, (_, at) => (37 * at) % 256)).toString(
        'base64',
      ),
    })),
  })),
};

/** A run that never was, with a figure and, unless it is told otherwise, what was watched. */
async function run(folder: string, change: Partial<RunRecord> = {}): Promise<string> {
  const made = newRun(folder, { ...RECORD, ...change });
  const caption = 'three';
  const { title, svg } = await errorByStep([
    { name: caption, images: 100, byStep: [9, 5, 4], onePass: 6 },
  ]);
  mkdirSync(made.file('figures'));
  writeFileSync(made.file('figures', 'one.svg'), svg);
  made.update({
    figures: [{ file: 'figures/one.svg', title, caption: 'Dots: errors. '.repeat(9) }],
  });
  writeFileSync(made.file('watched.json'), JSON.stringify(WATCHED));
  writeReport(made);
  return made.path;
}

/** The pages that people read, by what they are. */
async function written(folder: string): Promise<Readonly<Record<string, string>>> {
  const runs = [
    await run(folder),
    await run(folder, { seed: 18, options: { epochs: 5, hidden: [3, 2] } }),
    await run(folder, {
      seed: 19,
      results: { findings: [FINDING, { ...FINDING, claim: 'Another' }] },
    }),
  ];
  const job = (at: number) => ({ options: { epochs: at }, seed: 1, run: runs[at] });
  const sweep = {
    ...{ schema: 1, scenario: 'some-scenario', sweep: ['some-scenario'], dataSet: 'mnist' },
    ...{ varied: ['epochs'], seeds: [1], options: { hidden: [3, 2] } },
    measures: ['validation.goodness', 'validation.readout'],
    jobs: [
      { ...job(0), status: 'finished' },
      { ...job(1), status: 'finished' },
      { options: { epochs: 9 }, seed: 1, status: 'failed', error: 'no memory was left' },
    ],
  };
  writeFileSync(path.join(folder, 'sweep.json'), JSON.stringify(sweep));
  const status = path.join(folder, 'status.html');
  const jobs = [{ about: 'epochs 1, seed 1', state: 'going', done: 0.5, who: 'me' }] as const;
  const count = { finished: 0, going: 1, stopped: 0, failed: 0, open: 0 };
  writeFileSync(status, statusPage({ schema: 1, scenario: 'some', jobs, count }, new Date(0)));
  return {
    'the report of a run': path.join(runs[0] as string, 'report.html'),
    'the report of a study': path.join(runs[2] as string, 'report.html'),
    'runs side by side': await writeComparison(runs, path.join(folder, 'comparison.html')),
    'the report of a sweep': await writeSweepReport(folder),
    'how far a sweep has come': status,
  };
}

const KINDS = [
  ...['the report of a run', 'the report of a study', 'runs side by side'],
  ...['the report of a sweep', 'how far a sweep has come'],
];

describe.skipIf(!chromium)('pages of runs and sweeps, for everybody', () => {
  let folder: string;
  let browser: Browser;
  let pages: Readonly<Record<string, string>>;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-pages-'));
    pages = await written(folder);
    browser = await startChromium(chromium as string);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const using = async <T>(
    kind: string,
    options: Parameters<Browser['newPage']>[0],
    use: (page: Page) => Promise<T>,
  ): Promise<T> => {
    const page = await browser.newPage(options);
    try {
      await page.goto(pathToFileURL(pages[kind] as string).href);
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      return await use(page);
    } finally {
      await page.close();
    }
  };

  it.each(KINDS)(
    'have nothing that axe finds, wide and narrow, light and dark: %s',
    async (kind) => {
      for (const colorScheme of ['light', 'dark'] as const)
        for (const viewport of [{ width: 1280, height: 900 }, PHONE])
          await using(kind, { viewport, colorScheme }, async (page) => {
            expect(await foundByAxe(page)).toEqual([]);
            const { scrollWidth } = await page.evaluate(() => ({
              scrollWidth: document.documentElement.scrollWidth,
            }));
            expect(scrollWidth).toBe(viewport.width);
          });
    },
  );

  it('keep captions readable on a phone, and say that a figure goes on', () =>
    using('the report of a run', { viewport: PHONE }, async (page) => {
      const caption = page.locator('figcaption', { hasText: 'Dots' });
      const { x = -1, width = 0 } = (await caption.boundingBox()) ?? {};
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(PHONE.width);
      const size = await caption.evaluate((one) =>
        Number.parseFloat(getComputedStyle(one).fontSize),
      );
      expect(size).toBeGreaterThanOrEqual(14);
      const frame = page.locator('.drawn .scroll');
      const goesOn = await frame.evaluate((one) => one.scrollWidth > one.clientWidth);
      expect(await page.locator('.hint').isVisible()).toBe(goesOn);
      expect(goesOn).toBe(true);
    }));

  it('show every verdict of a study on a phone', () =>
    using('the report of a study', { viewport: PHONE }, async (page) => {
      const verdicts = page.locator('td', { hasText: 'as expected' });
      expect(await verdicts.count()).toBe(4); // of two findings: in their table, and among all numbers
      for (const verdict of await verdicts.all()) {
        const box = await verdict.boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
      }
    }));

  it('look at a sweep again by themselves, until they are told not to', () =>
    using('how far a sweep has come', {}, async (page) => {
      let loaded = 0;
      page.on('load', () => loaded++);
      await page.clock.install();
      await page.reload();
      const button = page.getByRole('button');
      await page.clock.runFor(5500);
      await soon(() => loaded).toBe(2);
      await button.click();
      await page.clock.runFor(20_000);
      expect(await button.innerText()).toBe('Look again');
      expect(loaded).toBe(2);
    }));

  it('have the true label stand out where the answer is wrong', () =>
    using('the report of a run', { viewport: { width: 1280, height: 900 } }, async (page) => {
      expect(await page.locator('#verdict').isVisible()).toBe(false);
      await page.locator('input[name="image"]').nth(1).check({ force: true });
      expect(await page.locator('#verdict').innerText()).toBe(
        'True label: 8; answer: 0, which is wrong.',
      );
      expect(await page.locator('#why-title').innerText()).toBe('Why the network answered a 0');
      const colourOf = (selector: string, property: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
      const truth = await colourOf('#true-label', 'color');
      expect(await colourOf('#chart polyline.truth', 'stroke')).toBe(truth);
      expect(await colourOf('.labels .true', 'color')).toBe(truth);
      expect(await colourOf('#chart polyline.answer', 'stroke')).not.toBe(truth);
    }));

  it('tell the number and the activity of a unit that is pointed at, or come to by the keys', () =>
    using('the report of a run', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const { bytes } = WATCHED.images[0]?.activity[0] ?? { bytes: '' };
      const activity = (unit: number) => {
        const place = (2 * 9 + 0) * 6 + unit; // step 2, the label 0
        return ((2 * (Buffer.from(bytes, 'base64')[place] ?? 0)) / 255).toFixed(2);
      };
      const layer = page.locator('.layer').first();
      const canvas = layer.locator('canvas').first();
      const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
      await canvas.hover({ position: { x: 0.9 * width, y: 0.9 * height } });
      expect(await layer.locator('.unit').innerText()).toContain(`unit 5: activity ${activity(5)}`);
      await page.mouse.move(0, 0);
      expect(await layer.locator('.unit').innerText()).toBe('');
      expect(await canvas.getAttribute('role')).toBe('application'); // else its keys are a screen reader's
      expect(await canvas.getAttribute('aria-label')).toMatch(/^Activity .* Arrow keys move/);
      await canvas.focus();
      await page.keyboard.press('ArrowRight');
      expect(await layer.locator('.unit').innerText()).toContain(`unit 1: activity ${activity(1)}`);
      const apart = await layer.locator('.apart').getAttribute('aria-label');
      expect(apart).toMatch(/^Goodness of each unit of layer 1 under 0 minus that under 1, over/);
    }));
});
