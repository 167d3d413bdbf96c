import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page, Request } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { describePage, drawLine, drop, SEVEN, says, soon } from '../support/web-page';

/** Bytes that come over the line until the page answers, at the most. */
const MOST_BYTES = 2.5e6;
/** Of nine steps that are played, so many are drawn at the least, however slow the machine. */
const FEWEST_DRAWN = 3;

/** What happens on the page: long tasks in milliseconds, and the moments that it tells of. */
interface Seen {
  readonly tasks: number[];
  readonly moments: Set<string>;
}

/** The red of the first pixel that the network sees: 0 where ink is bright on black. */
const firstPixel = (page: Page) =>
  page.evaluate(() => {
    const seen = document.getElementById('seen') as HTMLCanvasElement;
    return seen.getContext('2d')?.getImageData(0, 0, 1, 1).data[0];
  });

describePage('the page', ({ address, browser, using }) => {
  it('answers at first sight, and little has come over the line until then', async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    const finished: Request[] = [];
    context.on('requestfinished', (request) => finished.push(request));
    const started = performance.now();
    await page.goto(address());
    await says(page, /^It says \d$/);
    const milliseconds = Math.round(performance.now() - started);
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, one) => sum + one.responseBodySize, 0);
    console.log(`first answer after ${milliseconds} ms, ${bytes} bytes`);
    expect(finished.map((one) => one.url())).toContain(`${address()}worker.js`);
    expect(finished.some((one) => one.url().endsWith('.safetensors'))).toBe(true);
    expect(bytes).toBeLessThan(MOST_BYTES);
    await context.close();
  });

  it('tells what to do where it is opened as a file, and why a browser without canvases cannot show it', async () => {
    const context = await browser().newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const alert = page.locator('[role=alert]');
    await page.goto(pathToFileURL(path.join(inject('pageFolder'), 'page', 'index.html')).href);
    await soon(() => alert.textContent()).toMatch(/^The page cannot begin: .*npx topdown serve/);
    await page.addInitScript(() => Reflect.deleteProperty(window, 'OffscreenCanvas'));
    await page.goto(address());
    await soon(() => alert.textContent()).toMatch(/^The page cannot begin: OffscreenCanvas/);
    await context.close();
  });

  it('says that no network is open where the first cannot be; the next sees what was drawn before', async () => {
    const context = await browser().newContext({ serviceWorkers: 'block' });
    await context.route('**/recurrent-500-500-shifted*', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(address());
    await soon(() => page.locator('[role=alert]').textContent()).toMatch(/does not answer/);
    await soon(() => page.locator('.moment').textContent()).toMatch(/^No network is open/);
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('false');
    await drawLine(page, SEVEN);
    await page.locator('#network').selectOption('plain-digits');
    await says(page, 'It says 7');
    await context.close();
  });

  it('says that another network is loading until it is there, and not what the one before did', async () => {
    const context = await browser().newContext({ serviceWorkers: 'block' });
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await context.route('**/recurrent-fashion*', (route) => arrived.then(() => route.continue()));
    const page = await context.newPage();
    await page.goto(address());
    await says(page, 'It says 4');
    const moment = () => page.locator('.moment').textContent();
    await soon(moment).toMatch(/^Step 8/);
    await page.locator('#network').selectOption('clothes');
    await soon(moment).toBe('The network is loading …');
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('true');
    arrive();
    await soon(moment).toMatch(/^Step 8/);
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('false');
    await context.close();
  });

  it('tells why it cannot go on where WebAssembly does not start', async () => {
    const context = await browser().newContext({ serviceWorkers: 'block' });
    await context.route('**/*.wasm', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(address());
    await soon(() => page.locator('[role=alert]').textContent()).toMatch(/WebAssembly|wasm/i);
    await context.close();
  });

  it('tells that its worker has failed, whenever that is asked, and does not wait for it', async () => {
    const context = await browser().newContext({ serviceWorkers: 'block' });
    await context.route('**/worker.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'self.onmessage = () => { throw new Error("lost its way"); };',
      }),
    );
    const page = await context.newPage();
    await page.goto(address());
    const alert = page.locator('[role=alert]');
    await soon(() => alert.textContent()).toMatch(/has failed .*lost its way.*: reload the page/);
    await alert.getByRole('button', { name: 'Close' }).click();
    await soon(() => alert.count()).toBe(0);
    await page.locator('#network').selectOption('clothes');
    await soon(() => alert.textContent()).toMatch(/lost its way/);
    await context.close();
  });

  it('shows a network of a person’s own what is drawn as that network learnt to see it', () =>
    using(
      async ({ page }) => {
        const file = path.resolve('models', 'recurrent-500-500-shifted.safetensors');
        await drop(page, 'mine.safetensors', readFileSync(file));
        const network = page.locator('#network option:checked');
        await soon(() => network.innerText()).toBe('mine.safetensors');
        await says(page, 'There is no image to recognise');
        await drawLine(page, SEVEN);
        await says(page, 'It says 7');
        await soon(() => firstPixel(page)).toBe(0);
      },
      { hash: '#network=clothes' },
    ));

  it('draws steps while it plays at the fastest pace', () =>
    using(async ({ page }) => {
      await page.evaluate(() => {
        const seen: Seen = { tasks: [], moments: new Set() };
        Object.assign(window, { seen });
        new PerformanceObserver((list) =>
          seen.tasks.push(...list.getEntries().map(({ duration }) => duration)),
        ).observe({ type: 'longtask' });
        const moment = document.querySelector('.moment') as HTMLElement;
        new MutationObserver(() => seen.moments.add(moment.innerText)).observe(moment, {
          ...{ characterData: true, childList: true, subtree: true },
        });
      });
      await page.locator('#pace').selectOption({ label: 'fast' });
      await page.getByRole('button', { name: 'Play' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.getByRole('button', { name: 'Play' }).waitFor();
      const { tasks, moments } = await page.evaluate(() => {
        const { tasks, moments } = (window as unknown as { seen: Seen }).seen;
        return { tasks, moments: [...moments] };
      });
      console.log(`tasks above 50 ms while it plays: ${tasks.join(', ') || 'none'}`);
      expect(moments.length, moments.join('\n')).toBeGreaterThanOrEqual(FEWEST_DRAWN);
    }));
});
