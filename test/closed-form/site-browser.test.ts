import path from 'node:path';
import { parseHTML } from 'linkedom';
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
