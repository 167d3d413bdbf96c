import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../src/web/page/app';
import type { AskWorker } from '../../src/web/page/ask-worker';
import type { Shown } from '../../src/web/page/shown';
import type { OpenedNetwork, Question, Watched } from '../../src/web/worker/messages';
import { grey, TEN } from '../support/shapes';

const HOST = 'https://a-page.test/';
const LEARNT = {
  digits: { steps: 8, first: 3, last: 5, damping: 0.3 },
  clothes: { steps: 6, first: 2, last: 4, damping: 0.5 },
  letters: { steps: 8, first: 3, last: 5, damping: 0.3 },
};
const FIRST_EXAMPLE = { kind: 'example', index: 0 };
type Name = keyof typeof LEARNT;
const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
const listed = (name: Name) => ({
  ...{ name, title: name, file: `${name}.safetensors`, ink: true, perception: LEARNT[name] },
  examples: { file: `${name}.bytes`, labels: [name === 'digits' ? 1 : 2] },
});

/** Files of the page that are there; the others are not. */
let there: Set<string>;
/** What the worker was asked, and the network that it has. */
/** The pages that a test opened: what they are to write in the address is written before the browser is gone. */
let apps: App[];
let asked: string[];
let current: string | undefined;

beforeEach(() => {
  const names = Object.keys(LEARNT) as Name[];
  there = new Set(names.flatMap((name) => [`${name}.bytes`, `${name}.safetensors`]));
  [apps, asked, current] = [[], [], undefined];
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('location', { href: HOST, origin: new URL(HOST).origin });
  vi.stubGlobal('history', { replaceState: () => {} });
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('fetch', async (url: URL) => {
    const name = url.pathname.slice(1);
    if (name === 'networks.json') return Response.json(names.map(listed));
    return there.has(name) ? new Response(new Uint8Array(4)) : new Response('', { status: 404 });
  });
});

afterEach(() => {
  for (const app of apps) app.writeAddress();
  vi.unstubAllGlobals();
});

function openedAs(name: string): OpenedNetwork {
  current = name;
  const { steps, damping, ...window } = LEARNT[name === 'clothes' ? 'clothes' : 'digits'];
  return {
    ...{ ...grey(2, 2), classNames: name === 'letters' ? LETTERS : TEN.classNames },
    ...{ units: [name.length], topDown: true },
    perception: { steps, window, damping, schedule: 'synchronous' },
  };
}

/** A worker that opens what is there, and says whose scene it watched. */
const ask = (async (question: Question) => {
  asked.push(question.kind);
  if (question.kind === 'watch') return { hypotheses: 10, milliseconds: 1, by: current };
  if (question.kind === 'read' && question.name === 'damaged')
    throw new Error('damaged is damaged');
  if (question.kind === 'read') return openedAs(question.name);
  if (question.kind === 'trace') return new Uint8Array(1);
  if (!there.has(question.address)) throw new Error(`${question.address} is not there`);
  return openedAs(question.address.replace('.safetensors', ''));
}) as AskWorker;

async function started(draw: (shown: Shown) => void = () => {}) {
  const app = new App(ask, draw);
  apps.push(app);
  await app.start('#picture=example.0');
  await quiet(app);
  return app;
}

/** Waits until nothing is opened or watched any more; the address is written, so that no timer is left. */
async function quiet(app: App): Promise<void> {
  let before: unknown;
  while (before !== app.shown) {
    before = app.shown;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  app.writeAddress();
}

/** The network that watched last. */
const by = ({ shown: { watched } }: Pick<App, 'shown'>) =>
  (watched?.of as (Watched & { readonly by: string }) | undefined)?.by;

describe('a network that takes the place of another', () => {
  it('brings its own images, and what was watched goes with the one before', async () => {
    const drawn: Shown[] = [];
    const app = await started((shown) => drawn.push(shown));
    expect(by(app)).toBe('digits');
    expect(app.shown.examples?.labels).toEqual([1]);
    await app.openOwn('mine', new Uint8Array(4));
    const mine = drawn.filter(({ own }) => own !== undefined);
    expect([...new Set(mine.map((shown) => by({ shown })))]).toEqual([undefined, 'mine']);
    expect(app.shown.examples).toBeUndefined();
    expect(app.shown.state.picture).toEqual({ kind: 'empty' });
    app.choose(listed('clothes'));
    await quiet(app);
    expect(app.shown.examples?.labels).toEqual([2]);
    expect(app.shown.own).toBeUndefined();
  });

  it.each(['clothes.bytes', 'clothes.safetensors'])(
    'leaves all as it was where it cannot be opened (%s), and can be chosen again',
    async (missing) => {
      const app = await started();
      there.delete(missing);
      app.choose(listed('clothes'));
      await quiet(app);
      expect(app.shown.problem).toContain(missing);
      expect([app.shown.state.network, current, by(app)]).toEqual(Array(3).fill('digits'));
      expect(app.shown.state).toMatchObject(LEARNT.digits);
      expect(app.shown.watched?.state).toEqual(app.shown.state);
      there.add(missing);
      app.choose(listed('clothes'));
      await quiet(app);
      expect([app.shown.state.network, current, by(app)]).toEqual(Array(3).fill('clothes'));
      expect(app.shown.state).toMatchObject(LEARNT.clothes);
      expect(app.shown.problem).toBeUndefined();
    },
  );

  it('leaves a file of one’s own in place where it cannot be opened', async () => {
    const app = await started();
    await app.openOwn('mine', new Uint8Array(4));
    there.delete('clothes.safetensors');
    app.choose(listed('clothes'));
    await quiet(app);
    expect([app.shown.own, current, by(app)]).toEqual(Array(3).fill('mine'));
    expect(app.shown.state.network).toBe('digits');
    expect(app.shown.problem).toContain('clothes.safetensors');
    app.change({ noise: 0.5 });
    await quiet(app);
    expect(app.shown.problem).toBeUndefined();
  });

  it('is shown the labels that it has, though the one before did not have them', async () => {
    const labels = { held: 20, prime: 11, label: 25 };
    const app = await started();
    app.goTo('#network=letters&picture=example.0&held=20&prime=11&label=25');
    await quiet(app);
    expect([by(app), app.shown.state]).toEqual(['letters', expect.objectContaining(labels)]);
    app.choose(listed('digits'));
    await quiet(app);
    app.choose(listed('letters'));
    app.change(labels);
    await quiet(app);
    expect([by(app), app.shown.state]).toEqual(['letters', expect.objectContaining(labels)]);
    app.change({ held: 26 });
    expect(app.shown.state.held).toBeUndefined();
  });

  it('is shown a picture that it can see, whatever it is turned to', async () => {
    const app = await started();
    const turns = [
      () => app.reset(),
      () => app.goTo('#network=digits'),
      () => app.goTo('#picture=example.500'),
    ];
    for (const turn of turns) {
      app.change({ picture: { kind: 'empty' } });
      turn();
      expect(app.shown.state.picture, 'no digit has four pixels').toEqual(FIRST_EXAMPLE);
    }
    app.change({ picture: { kind: 'drawn', pixels: new Uint8Array(4) } });
    app.change({ noise: 0.1 });
    expect(app.shown.state.picture.kind).toBe('drawn');
    await quiet(app);
  });

  it('of one’s own stays at Reset, watching as it learnt to; so does a listed one', async () => {
    const app = await started();
    await app.openOwn('mine', new Uint8Array(4));
    app.change({ steps: 2, noise: 0.5 });
    app.reset();
    await quiet(app);
    expect([app.shown.own, current, by(app)]).toEqual(Array(3).fill('mine'));
    expect(app.shown.state).toMatchObject({ ...LEARNT.digits, step: 8, noise: 0 });
    expect(app.shown.state.picture, 'no digit has four pixels').toEqual({ kind: 'empty' });
    app.change({ prime: 2, primeSteps: 3 });
    app.choose(listed('clothes'));
    await quiet(app);
    expect([app.shown.state.step, app.lastStep], 'the prime comes before').toEqual([9, 9]);
    app.change({ steps: 2, noise: 0.5 });
    app.reset();
    await quiet(app);
    expect(app.shown.state).toMatchObject({ ...LEARNT.clothes, step: 6, noise: 0 });
    expect(app.shown.state.network).toBe('clothes');
  });

  it('of one’s own keeps its settings where a file that is dropped on it is none', async () => {
    const app = await started();
    await app.openOwn('mine', new Uint8Array(4));
    app.change({ steps: 2, damping: 0.1 });
    await quiet(app);
    await app.openOwn('damaged', new Uint8Array(4));
    await quiet(app);
    expect([app.shown.own, app.shown.problem]).toEqual(['mine', 'damaged is damaged']);
    expect(app.shown.state).toMatchObject({ steps: 2, damping: 0.1 });
  });

  it('is opened once, whatever is asked for while the first is on its way', async () => {
    const fetched = globalThis.fetch;
    let [isOnItsWay, arrive] = [false, () => {}];
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    vi.stubGlobal('fetch', async (url: URL) => {
      if (url.pathname === '/digits.bytes') {
        isOnItsWay = true;
        await arrived;
      }
      return fetched(url);
    });
    const app = new App(ask, () => {});
    apps.push(app);
    const begun = app.start('');
    while (!isOnItsWay) await new Promise((resolve) => setTimeout(resolve));
    app.reset();
    app.goTo('#noise=0.2');
    arrive();
    await begun;
    await quiet(app);
    expect(asked.filter((kind) => kind === 'open')).toHaveLength(1);
    expect(app.shown.state.noise).toBe(0.2);
  });

  it('is not traced while it is being opened: the page does not show its scene yet', async () => {
    const app = await started();
    app.choose(listed('clothes'));
    await expect(app.trace()).rejects.toThrow('a network is being opened');
    expect(asked).not.toContain('trace');
    await quiet(app);
    await app.trace();
    expect(asked.at(-1)).toBe('trace');
  });

  it.each([
    ['does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'is lost midway',
      async () => new Response(new ReadableStream({ pull: (body) => body.error(new TypeError()) })),
    ],
  ])('is told to be out of reach where the host %s', async (_, answer) => {
    const fetched = globalThis.fetch;
    const app = await started();
    vi.stubGlobal('fetch', answer);
    app.choose(listed('clothes'));
    await quiet(app);
    expect(app.shown.problem).toMatch(/^clothes\.bytes cannot be loaded: the host .* answer\./);
    await expect(started()).rejects.toThrow('networks.json cannot be loaded: the host');
    vi.stubGlobal('fetch', async () => new Response('<!doctype html>'));
    await expect(started()).rejects.toThrow('networks.json is damaged: build the page again');
    vi.stubGlobal('fetch', fetched);
  });

  it('is being opened from the first moment until it is there, or cannot be', async () => {
    const app = new App(ask, () => {});
    apps.push(app);
    expect(app.isOpening).toBe(true);
    await app.start('#picture=example.0');
    await quiet(app);
    expect(app.isOpening).toBe(false);
    there.delete('clothes.bytes');
    app.choose(listed('clothes'));
    expect(app.isOpening).toBe(true);
    await quiet(app);
    expect(app.isOpening).toBe(false);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const other = new App(ask, () => {});
    await expect(other.start('')).rejects.toThrow();
    expect(other.isOpening).toBe(false);
  });

  it('can be asked for again where none is open yet', async () => {
    there.delete('digits.safetensors');
    const app = await started();
    expect([app.shown.opened, app.shown.problem]).toEqual([
      undefined,
      'digits.safetensors is not there',
    ]);
    there.add('digits.safetensors');
    app.reset();
    await quiet(app);
    expect(by(app)).toBe('digits');
  });
});
