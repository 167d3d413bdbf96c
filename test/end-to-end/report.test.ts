import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withArticle } from '../../src/images/with-article';
import { readWatched, type WatchedFile } from '../../src/observation/watched-file';
import { writeReport } from '../../src/pages/report/report';
import { findChromium, startChromium } from '../support/chromium';
import { lowContrasts } from '../support/contrast';
import { watchedRun } from '../support/watched-run';

const chromium = findChromium();
const called = (label: number | undefined) => withArticle(String(label));

/** What a page complains of or asks for, as it is used. */
interface Opened {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

describe.skipIf(!chromium)(
  'a report in Chromium (TOPDOWN_CHROMIUM names one, if not found)',
  () => {
    let runs: string;
    let browser: Browser;
    let address: string;
    let watched: WatchedFile;
    beforeAll(async () => {
      runs = mkdtempSync(path.join(tmpdir(), 'topdown-report-'));
      const run = await watchedRun(runs);
      watched = readWatched(path.join(run, 'watched.json')) as WatchedFile;
      address = pathToFileURL(writeReport(run)).href;
      browser = await startChromium(chromium as string);
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(runs, { recursive: true, force: true });
    });

    const using = async <T>(
      options: BrowserContextOptions,
      use: (opened: Opened) => Promise<T>,
    ) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      const [complaints, requests]: [string[], string[]] = [[], []];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(address);
      try {
        return await use({ page, complaints, requests });
      } finally {
        await context.close();
      }
    };

    /** All pixels of all layers, as one text. */
    const canvases = (page: Page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('canvas')].map((one) => one.toDataURL()).join(),
      );
    const moment = (page: Page) => page.locator('#moment').innerText();

    it('says why, complains of nothing, and asks for nothing but itself', () =>
      using({}, async ({ page, complaints, requests }) => {
        const [first] = watched.images;
        expect(await page.locator('h2').first().innerText()).toBe(
          `Why the network answered ${called(first?.answer)}`,
        );
        expect(await page.locator('#why-words').innerText()).toContain(
          `Under ${first?.answer} its`,
        );
        expect(await page.locator('#scrubber').isVisible()).toBe(true);
        await page.locator('#play').click();
        await page.waitForTimeout(300);
        expect(complaints).toEqual([]);
        expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([address]);
      }));

    it('lets no other script run, and reaches no other place', () =>
      using({}, async ({ page }) => {
        const refused = await page.evaluate(async () => {
          const directives: string[] = [];
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            directives.push(effectiveDirective),
          );
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          await fetch('http://localhost:9/').catch(() => undefined);
          await new Promise((resolve) => setTimeout(resolve, 200)); // the events come after
          return [...directives, 'ran' in window];
        });
        expect(refused).toEqual(['script-src-elem', 'connect-src', false]);
      }));

    it('steps with the arrow keys: the words and every layer change', () =>
      using({}, async ({ page }) => {
        await page.locator('#step').focus();
        await page.keyboard.press('Home');
        expect(await moment(page)).toMatch(/^Step 0 \(one pass from below\), label \d: score/);
        const [words, pixels] = [await moment(page), await canvases(page)];
        await page.keyboard.press('ArrowRight');
        expect(await moment(page)).toMatch(/^Step 1, label \d: score \d\.\d\d; layer 1: \d/);
        expect(await moment(page)).not.toBe(words);
        expect(await canvases(page)).not.toBe(pixels);
        expect(await page.locator('#step').getAttribute('aria-valuetext')).toBe('step 1 of 8');
        await page.locator('#play').focus();
        await page.keyboard.press('ArrowRight');
        expect(await moment(page)).toMatch(/^Step 2,/);
      }));

    it('shows each label and each image by keyboard, with the numbers of the file', () =>
      using({}, async ({ page }) => {
        const [first, second] = watched.images;
        const other = ((first?.answer ?? 0) + 1) % 10;
        const before = await canvases(page);
        const labels = page.locator('input[name="hypothesis"]');
        await labels.nth(first?.answer ?? 0).focus();
        await page.keyboard.press('ArrowRight');
        expect(await canvases(page)).not.toBe(before);
        const { last } = watched.window;
        const layers = first?.goodness[last]?.[other] ?? [];
        const score = layers.reduce((sum, one) => sum + one, 0);
        expect(await moment(page)).toContain(`label ${other}: score ${score.toFixed(2)}; `);
        await page.locator('input[name="image"]').first().focus();
        await page.keyboard.press('ArrowRight');
        expect(await page.locator('h2').first().innerText()).toBe(
          `Why the network answered ${called(second?.answer)}`,
        );
        expect(await page.locator('#picture').getAttribute('alt')).toContain(called(second?.label));
        const cells = page.locator('#scores tbody tr').nth(3).locator('td');
        const third = second?.goodness.map((step) => step[3]?.reduce((sum, one) => sum + one, 0));
        expect((await cells.allTextContents()).slice(0, -1)).toEqual(
          third?.map((one) => one?.toFixed(2)),
        );
      }));

    it('plays to the end and stops there; once more begins anew', () =>
      using({}, async ({ page }) => {
        await page.clock.install();
        const button = page.locator('#play');
        await page.locator('#step').focus();
        await page.keyboard.press('Home');
        await button.click();
        expect(await button.innerText()).toBe('Pause');
        await page.clock.runFor(2000);
        expect(await moment(page)).toMatch(/^Step 2,/);
        await button.click();
        await page.clock.runFor(5000);
        expect([await moment(page), await button.innerText()].join()).toMatch(/^Step 2,.*Play$/);
        await button.click();
        await page.clock.runFor(20_000);
        expect([await moment(page), await button.innerText()].join()).toMatch(/^Step 8,.*Play$/);
        await button.click();
        expect(await moment(page)).toMatch(/^Step 0 /);
      }));

    it('plays more slowly for who wants less motion', () =>
      using({ reducedMotion: 'reduce' }, async ({ page }) => {
        await page.clock.install();
        await page.locator('#step').focus();
        await page.keyboard.press('Home');
        await page.locator('#play').click();
        await page.clock.runFor(2000);
        expect(await moment(page)).toMatch(/^Step 1,/);
      }));

    it('names every control, picture and table to those who cannot see them', () =>
      using({}, async ({ page }) => {
        const session = await page.context().newCDPSession(page);
        const { nodes } = await session.send('Accessibility.getFullAXTree');
        const roles = ['button', 'radio', 'slider', 'link', 'image', 'img', 'table', 'region'];
        const named = nodes.filter(({ role, ignored }) => !ignored && roles.includes(role?.value));
        const nameless = named.filter(({ name }) => !name?.value).map(({ role }) => role?.value);
        expect(named.length).toBeGreaterThan(40);
        expect(nameless).toEqual([]);
        const found = await page.evaluate(() => ({
          language: document.documentElement.lang,
          withoutAlt: document.querySelectorAll('img:not([alt])').length,
          ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
          headings: [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => tagName),
          live: document.querySelector('#moment')?.getAttribute('aria-live'),
          fieldsets: [...document.querySelectorAll('fieldset')].map(
            (one) => one.querySelector('legend')?.textContent,
          ),
          canvas: [...document.querySelectorAll('canvas')].map((one) => one.getAttribute('role')),
        }));
        expect(found).toMatchObject({ language: 'en', withoutAlt: 0, live: 'polite' });
        expect(found.fieldsets).toEqual(['Image', 'Label held at the top']);
        expect(new Set(found.ids).size).toBe(found.ids.length);
        expect(found.headings.filter((one) => one === 'H1')).toEqual(['H1']);
        expect(new Set(found.canvas)).toEqual(new Set(['application'])); // keys reach them
      }));

    it('shows where the focus is', () =>
      using({}, async ({ page }) => {
        const outline = (selector: string) =>
          page
            .locator(selector)
            .first()
            .evaluate((one) => getComputedStyle(one).outlineStyle);
        for (const [focused, marked] of [
          ['#step', '#step'],
          ['#play', '#play'],
          ['input[name="hypothesis"]:checked', 'input[name="hypothesis"]:checked + span'],
          ['input[name="image"]:checked', 'input[name="image"]:checked + span'],
        ] as const) {
          await page.locator(focused).focus();
          await page.keyboard.press('Shift+Tab');
          await page.keyboard.press('Tab');
          expect(await outline(marked), focused).toBe('solid');
        }
      }));

    it('has contrast enough in light and in dark, and fits a narrow window', async () => {
      const pictures: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1280, 400])
          await using({ colorScheme, viewport: { width, height: 900 } }, async ({ page }) => {
            await page.locator('details').evaluateAll((all) => {
              for (const one of all) (one as HTMLDetailsElement).open = true;
            });
            expect(await page.evaluate(lowContrasts)).toEqual([]);
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
            pictures.push((await page.screenshot()).toString('base64'));
          });
      }
      expect(new Set(pictures).size).toBe(4);
    });
  },
);
