// The page's service worker: keeps what was loaded, so that the page works without a connection. What the host
// has now is preferred, so that a newer page takes the older one's place.

import { LIST, type ListedNetwork } from './own-files';

/** What the page cannot do without. */
const NEEDED = ['./', 'page.js', 'worker.js', 'style.css', 'icon.svg', LIST];
const KEPT = 'topdown';

/** What TypeScript's library of pages does not know of a service worker. */
interface ServiceWorker {
  addEventListener(kind: 'install' | 'activate', heard: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', heard: (event: Fetching) => void): void;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = globalThis as unknown as ServiceWorker;

worker.addEventListener('install', (event) => event.waitUntil(keepNeeded()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(newestOf(request));
});

/** Keeps the page with its first network and the engine that this browser runs. */
async function keepNeeded(): Promise<void> {
  const kept = await caches.open(KEPT);
  await kept.addAll(NEEDED);
  const list = (await (await kept.match(LIST))?.json()) as readonly ListedNetwork[] | undefined;
  const [first] = list ?? [];
  await kept.addAll([
    'tfjs-backend-wasm-simd.wasm',
    ...(first ? [first.file] : []),
    ...(first?.examples ? [first.examples.file] : []),
  ]);
  await worker.skipWaiting();
}

/** What the host has now; what was kept, where the host is out of reach. */
async function newestOf(request: Request): Promise<Response> {
  let now: Response;
  try {
    now = await fetch(request);
  } catch (error) {
    const before = await keptFor(request);
    if (before) return before;
    throw error;
  }
  if (now.ok) await keep(request, now.clone()).catch(() => undefined); // there may be no room
  return now;
}

/** What was kept of a file; the page itself, by whichever of its addresses it is opened. */
async function keptFor(request: Request): Promise<Response | undefined> {
  const kept = await caches.match(request, { cacheName: KEPT });
  if (kept) return kept;
  const { href: folder } = new URL('./', location.href);
  const isPage = [folder, `${folder}index.html`].includes(request.url.replace(/[?#].*$/s, ''));
  return isPage ? caches.match('./', { cacheName: KEPT }) : undefined;
}

async function keep(request: Request, response: Response): Promise<void> {
  const kept = await caches.open(KEPT);
  await kept.put(request, response);
}
