import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, startChromium } from '../support/chromium';

const ROOT = path.resolve(__dirname, '../..');

describe('the site', () => {
  let folder: string;
  let built: ReturnType<typeof spawnSync>;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'topdown-site-'));
    built = spawnSync(
      process.execPath,
      [path.join(ROOT, 'site', 'build.mjs'), folder, '--pages-alone'],
      { cwd: ROOT, encoding: 'utf8' },
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const addresses = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    );
  const page = (address: string) => readFileSync(path.join(folder, address), 'utf8');

  it('is built, and no link and no anchor of it is dead', () => {
    expect(built.status, built.stderr as string).toBe(0);
  });

  it('has every document of docs, every experiment and every notebook', () => {
    const names = (of: string, ending: string) =>
      readdirSync(path.join(ROOT, of)).filter((name) => name.endsWith(ending));
    for (const name of names('docs', '.md'))
      expect(existsSync(path.join(folder, name.replace('.md', '.html'))), name).toBe(true);
    for (const name of names('docs/experiments', '.md').filter((one) => one !== 'README.md'))
      expect(page('experiments/index.html')).toContain(name.replace('.md', '.html'));
    for (const name of names('notebooks', '.ipynb'))
      expect(page(`tutorials/${name.replace('.ipynb', '.html')}`)).toContain('data:image/png');
  });

  it('says in a paragraph what each subpath of the library is for', () => {
    const files = readdirSync(path.join(ROOT, 'src', 'public'));
    for (const file of files) {
      const [, prose = ''] = /<h1[^>]*>.*?<\/h1>(.*?)<h2/s.exec(
        page(`api/topdown/${file.replace('.ts', '.html')}`),
      ) as RegExpExecArray;
      expect(
        prose
          .replaceAll(/<[^>]*>/g, '')
          .trim()
          .split(/\s+/).length,
        file,
      ).toBeGreaterThan(25);
    }
  });

  it('lists the names of the API where a section of it begins, and no default where there is none', () => {
    const core = page('api/topdown/index.html');
    const [, names = ''] =
      /<h2 id="functions">.*?<\/h2>\n<p class="names">(.*?)<\/p>/s.exec(core) ?? [];
    expect(names).toContain('<a href="#settle">settle()</a>');
    expect(core).toContain('<th>Default value</th>');
    expect(core).not.toMatch(/<td><code>undefined<\/code><\/td>\n<\/tr>/);
  });

  it('names nothing by where it lies: it works under any path', () => {
    for (const address of addresses())
      expect(page(address), address).not.toMatch(
        / (?:href|src)="(?:\/|https?:\/\/[^"]*\.(?:js|css)")/,
      );
  });

  it.skipIf(!findChromium())('opens from disk: it is searched, and fits a phone', async () => {
    const browser = await startChromium(findChromium() as string);
    try {
      const phone = await browser.newPage({ viewport: { width: 360, height: 740 } });
      const wrong: string[] = [];
      phone.on('pageerror', ({ message }) => wrong.push(message));
      phone.on('request', (request) => {
        if (!/^(?:file|data):/.test(request.url())) wrong.push(request.url());
      });
      for (const address of addresses()) {
        await phone.goto(`file://${path.join(folder, address)}`);
        const beyond = await phone.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(beyond, address).toBe(0);
      }
      await phone.goto(`file://${path.join(folder, 'index.html')}`);
      const field = phone.getByLabel('Search').last();
      await field.fill('hysteresis xylophone');
      const some = phone.locator('.found li');
      await some.nth(1).waitFor();
      expect(await some.first().textContent()).toMatch(/^Nothing has all of these words/);
      expect(await some.nth(1).textContent()).toContain('Priming');
      await field.fill('hysteresis');
      await some.filter({ hasText: 'Nothing has all' }).waitFor({ state: 'detached' });
      const first = phone.locator('.found a').first();
      await first.waitFor();
      expect(await first.getAttribute('href')).toContain('priming');
      await first.click();
      await phone.waitForURL(/priming\.html/);
      expect(wrong).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
