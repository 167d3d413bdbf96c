import path from 'node:path';
import { parseHTML } from 'linkedom';
import MiniSearch from 'minisearch';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the site needs of a browser's storage. */
interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** How often the script was loaded: as each page does, afresh. */
let loads = 0;

/** The site's script in a page of it, in a browser that stores what the site is allowed to. */
async function opened(storage: () => Storage) {
  const { document, window } = parseHTML(
    '<html><head></head><body><button id="menu"></button><div id="search"></div><button id="theme"></button></body></html>',
  );
  const globals = {
    ...{ window, document, addEventListener: window.addEventListener.bind(window) },
    matchMedia: () => ({ matches: false }),
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  Object.defineProperty(document, 'currentScript', { value: { dataset: { root: '' } } });
  Object.defineProperty(document, 'activeElement', { value: document.body });
  vi.stubGlobal('localStorage', undefined); // which is put back in the end
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: storage });
  const script = path.resolve(__dirname, '../../site/browser.mjs');
  loads += 1;
  await import(`${script}?${loads}`);
  window.dispatchEvent(new window.Event('DOMContentLoaded'));
  return { document, window };
}

const forbidden = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

it('keeps the theme that is chosen, for the next page', async () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const { document } = await opened(() => storage);
  expect(document.documentElement.dataset['theme']).toBeUndefined();
  document.getElementById('theme')?.click();
  expect(document.documentElement.dataset['theme']).toBe('dark');
  const next = await opened(() => storage);
  expect(next.document.documentElement.dataset['theme']).toBe('dark');
});

it('has its search, its contents and both themes where the browser stores nothing', async () => {
  const { document } = await opened(forbidden);
  expect(document.querySelector('#search input')).not.toBeNull();
  document.getElementById('menu')?.click();
  expect(document.getElementById('menu')?.getAttribute('aria-expanded')).toBe('true');
  document.getElementById('theme')?.click();
  document.getElementById('theme')?.click();
  expect(document.documentElement.dataset['theme']).toBe('light');
});

/** What a person reads and what a screen reader says, once a search for the words is done. */
async function searched({ document, window }: Awaited<ReturnType<typeof opened>>, words: string) {
  const { SEARCHED } = await import(path.resolve(__dirname, '../../site/searched.mjs'));
  const index = new MiniSearch(SEARCHED);
  const pages = ['priming and hysteresis', 'priming'].map((text, id) => ({ id, text }));
  index.addAll(pages.map((one) => ({ ...one, title: one.text, page: 'Page', to: '', weight: 1 })));
  const field = Object.assign(document.querySelector('#search input'), { value: words });
  const status = document.querySelector('#search [role=status]');
  const found = document.querySelector('.found');
  found?.replaceChildren();
  field.dispatchEvent(new window.Event('input'));
  (window as unknown as { topdownIndex(index: string): void }).topdownIndex(JSON.stringify(index));
  await vi.waitFor(() => expect(found?.children.length).toBeGreaterThan(0));
  return {
    links: found?.querySelectorAll('a').length,
    note: found?.querySelector('li:not(:has(a))')?.textContent ?? '',
    said: status?.textContent,
  };
}

it('says how much a search shows, or that it found nothing, to those who cannot see it', async () => {
  const page = await opened(forbidden);
  expect(await searched(page, 'priming')).toEqual({ links: 2, note: '', said: '2 results shown' });
  expect(await searched(page, 'hysteresis')).toMatchObject({ links: 1, said: '1 result shown' });
  const nothing = 'Nothing has xylophone';
  expect(await searched(page, 'xylophone')).toEqual({ links: 0, note: nothing, said: nothing });
  const some = 'Nothing has all of these words. Some are in:';
  expect(await searched(page, 'hysteresis xylophone')).toEqual({
    ...{ links: 1, note: some, said: `${some} 1 result shown` },
  });
  page.window.dispatchEvent(Object.assign(new page.window.Event('keydown'), { key: 'Escape' }));
  expect(page.document.querySelector('[role=status]')?.textContent).toBe('');
});

it('says that it does not work where its index cannot be loaded, and loads it again', async () => {
  const page = await opened(forbidden);
  const { document, window } = page;
  const field = Object.assign(document.querySelector('#search input'), { value: 'priming' });
  field.dispatchEvent(new window.Event('input'));
  document.querySelector('script')?.dispatchEvent(new window.Event('error'));
  const status = document.querySelector('#search [role=status]');
  await vi.waitFor(() => expect(status?.textContent).toMatch(/index cannot be loaded\.$/));
  expect(document.querySelector('.found')?.textContent).toBe(status?.textContent);
  expect(await searched(page, 'priming')).toMatchObject({ links: 2, note: '' });
});

it('takes no letter for itself', async () => {
  const { document, window } = await opened(forbidden);
  const focus = vi.fn();
  Object.assign(document.querySelector('#search input'), { focus });
  for (const key of '/ksf?') {
    const event = new window.Event('keydown', { cancelable: true });
    window.dispatchEvent(Object.assign(event, { key }));
    expect(event.defaultPrevented, key).toBe(false);
  }
  expect(focus).not.toHaveBeenCalled();
});
