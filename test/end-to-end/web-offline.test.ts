import { expect, it, onTestFinished, vi } from 'vitest';

/** What a service worker hears of a request, and answers. */
type Hears = (event: {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}) => void;

it('hands on what the host sends though the browser has no room to keep it', async () => {
  onTestFinished(() => void vi.unstubAllGlobals());
  const heard = new Map<string, Hears>();
  vi.stubGlobal('addEventListener', (kind: string, hears: Hears) => heard.set(kind, hears));
  vi.stubGlobal('location', { origin: 'http://page.test' });
  vi.stubGlobal('fetch', async () => new Response('now'));
  const full = async () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  vi.stubGlobal('caches', { open: async () => ({ put: full }), match: async () => undefined });
  await import('../../src/web/offline');
  const answers: Promise<Response>[] = [];
  const request = new Request('http://page.test/page.js');
  heard.get('fetch')?.({ request, respondWith: (answer) => answers.push(answer) });
  expect(await (await answers[0])?.text()).toBe('now');
});
