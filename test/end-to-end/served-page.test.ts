import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { pageServer } from '../../src/cli/serve/page-server';
import { findChromium, startChromium } from '../support/chromium';
import { temporaryFolder } from '../support/folder';

const chromium = findChromium();

/** A module that is empty: `\0asm`, version 1. */
const WASM = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
/** What a page does: styles, modules, WebAssembly, a worker, JSON; its title says so at the end. */
const PAGE = `<!doctype html><html lang="en"><title>page</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css"><script type="module" crossorigin src="page.js"></script>`;
const SCRIPT = `import { word } from './part.js';
const said = [word];
await WebAssembly.instantiateStreaming(fetch('empty.wasm'));
said.push('wasm', (await (await fetch('data.json')).json()).word);
const worker = new Worker('worker.js', { type: 'module' });
said.push(await new Promise((heard) => { worker.onmessage = ({ data }) => heard(data); }));
said.push(getComputedStyle(document.body).color);
try { new Function('1'); said.push('eval'); } catch { said.push('no eval'); }
document.title = said.join(', ');`;

const DONE = 'part, wasm, data, worker, rgb(1, 2, 3), no eval';
/** In milliseconds. */
const HANGS = 60_000;

/** What a page might try, to have what lies at an address: each ends with `had` or `refused`. */
const TRYING = `async (address) => {
  const fetched = (mode) =>
    fetch(address + 'data.json', { mode }).then(() => 'had', () => 'refused');
  const element = (name, file, had) => new Promise((told) => {
    const one = Object.assign(document.createElement(name), { src: address + file });
    one.onload = () => told(had(one) ? 'had' : 'refused');
    one.onerror = () => told('refused');
    document.body.append(one);
  });
  return [
    await fetched('cors'),
    await fetched('no-cors'),
    await element('script', 'part.classic.js', () => true),
    await element('iframe', 'data.json', (frame) => frame.contentDocument !== null),
  ];
}`;

/** A server of such a page until the test ends: its address. */
async function served(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(folder, name), content);
  const { address, close } = await pageServer({ page: folder }, [0]);
  onTestFinished(close);
  return address;
}

describe.skipIf(!chromium)(
  'a page that is served to Chromium (TOPDOWN_CHROMIUM names one, if not found)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium(chromium as string);
    });
    afterAll(() => browser?.close());

    const FILES = {
      'index.html': PAGE,
      'page.js.gz': gzipSync(SCRIPT),
      'part.js': "import.meta.url; export const word = 'part';",
      'empty.wasm': WASM,
      'data.json': '{ "word": "data" }',
      'part.classic.js': 'void 0;',
      'worker.js': "postMessage('worker');",
      'page.css': 'body { color: rgb(1, 2, 3) }',
    };

    it('does all that it is let do, and no more', async () => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => complaints.push(request.url()));
      for (const name of ['127.0.0.1', 'localhost']) {
        const address = (await served(FILES)).replace('127.0.0.1', name);
        const does = () => expect.poll(() => page.title(), { timeout: HANGS }).toBe(DONE);
        await page.goto(address);
        await does();
        await page.reload();
        await does();
      }
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('is kept from pages of other origins', async () => {
      const [address, other] = [await served(FILES), await served(FILES)];
      const context = await browser.newContext({ bypassCSP: true }); // theirs would let them ask
      const page = await context.newPage();
      await page.goto(other);
      expect(await page.evaluate(`(${TRYING})('${address}')`)).toEqual(Array(4).fill('refused'));
      expect(await page.evaluate(`(${TRYING})('${other}')`)).toEqual([
        ...['had', 'had', 'had'],
        'refused', // no page may hold it in a frame, not even itself
      ]);
      await context.close();
    });
  },
);
