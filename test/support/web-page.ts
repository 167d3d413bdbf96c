import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type { PageServer } from '../../src/cli/serve/page-server';
import { findChromium, startChromium } from './chromium';
import { servedPage } from './served-page';

/** Milliseconds after which a page that does not answer hangs, however slow the machine. */
const HANGS = 60_000;

/** Expects that a value is to come. */
export const soon = <T>(value: () => T, interval = 50) =>
  expect.poll(value, { timeout: HANGS, interval });

/** What tests of the page have: where it is served, a browser, and a way to use both. */
export interface Served {
  readonly address: () => string;
  readonly browser: () => Browser;
  /** Opens the page at this hash in a context of its own, waits for its first answer, closes it when it was used. */
  readonly using: <T>(
    use: (opened: OpenPage) => Promise<T>,
    options?: BrowserContextOptions & { readonly hash?: string },
  ) => Promise<T>;
}

/** Describes the page in Chromium: it is served once. Skipped where there is no Chromium. */
export function describePage(what: string, tests: (served: Served) => void): void {
  const chromium = findChromium();
  const name = `${what} (TOPDOWN_CHROMIUM names a browser, if none is found)`;
  describe.skipIf(!chromium)(name, () => {
    let [server, browser]: [PageServer?, Browser?] = [];
    beforeAll(async () => {
      server = await servedPage(inject('pageFolder'));
      browser = await startChromium(chromium as string);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });
    const address = () => (server as PageServer).address;
    tests({
      address,
      browser: () => browser as Browser,
      using: async (use, { hash = '', ...options } = {}) => {
        const opened = await openPage(browser as Browser, `${address()}${hash}`, options);
        try {
          await says(opened.page, /^(It says|Holding|It cannot tell|There is no image)/);
          return await use(opened);
        } finally {
          await opened.context.close();
        }
      },
    });
  });
}

/** A page that is open, with what it complains of and asks for. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  readonly requests: string[];
}

/** Opens the page in a context of its own, without waiting for its first answer. */
async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
  const [complaints, requests]: [string[], string[]] = [[], []];
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => complaints.push(error.error().message));
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(address);
  return { page, context, complaints, requests };
}

/** Waits until the page tells those who cannot see it what wins, in these words. */
export async function says(page: Page, words: RegExp | string): Promise<void> {
  const told = () => page.locator('.race [role=status]').textContent();
  await soon(told).toMatch(words);
}

/** The heading of what it says, the moment in words, and all that is drawn: to tell whether two pages agree. */
export function seen(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [
    ...[...document.querySelectorAll('h2, .moment')].map((one) => one.textContent?.trim() ?? ''),
    ...[...document.querySelectorAll('canvas:not(#pad)')].map((one) =>
      (one as HTMLCanvasElement).toDataURL(),
    ),
  ]);
}

/** Waits until the network has watched what the page now asks for: nothing more changes for a while. */
export async function settled(page: Page): Promise<void> {
  let before = '';
  await soon(async () => {
    const now = (await seen(page)).join();
    const same = now === before;
    before = now;
    return same;
  }, 200).toBe(true);
}

/** Draws a line on the pad by mouse, through points in shares of its side. */
export async function drawLine(page: Page, points: readonly (readonly [number, number])[]) {
  const box = await page.locator('#pad').boundingBox();
  if (!box) throw new Error('there is no pad');
  const place = ([x, y]: readonly [number, number]) =>
    [box.x + x * box.width, box.y + y * box.height] as const;
  const [first = [0, 0], ...others] = points;
  await page.mouse.move(...place(first));
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...place(point), { steps: 8 });
  await page.mouse.up();
}

/** A 7, as a person draws it. */
export const SEVEN = [
  [0.25, 0.2],
  [0.75, 0.2],
  [0.45, 0.85],
] as const;

/** Drops a file on the page, as a person does from a folder. */
export async function drop(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const base64 = Buffer.from(content).toString('base64');
  await page.evaluate(
    ([called, packed]) => {
      const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], called));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
    },
    [name, base64] as const,
  );
}
