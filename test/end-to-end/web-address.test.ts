import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { FASHION_MNIST } from '../../src/data/sets/fashion-mnist';
import { BEGINNING } from '../../src/web/scene/page-state';
import { describePage, drawLine, SEVEN, says, seen, settled, soon } from '../support/web-page';

/** Chromium lets an address change 200 times in 10 s. */
const MOVES = 220;

/** What the page says of a piece of clothing. */
const CLOTHING = new RegExp(`^It says (${FASHION_MNIST.classNames?.join('|')})$`);

const hashOf = (page: Page) => page.evaluate(() => location.hash);

/** The address as soon as it says what matches. */
async function hashThat(page: Page, matches: RegExp): Promise<string> {
  await soon(() => hashOf(page)).toMatch(matches);
  // The address follows what is shown, 350 ms behind it at the most.
  let before = '';
  await soon(async () => {
    const now = await hashOf(page);
    const same = now === before;
    before = now;
    return same;
  }, 500).toBe(true);
  return before;
}

describePage('the address of the page', ({ using, address }) => {
  it('holds all that is shown: in another page, and after a reload', () =>
    using(async ({ page }) => {
      await drawLine(page, SEVEN);
      await says(page, 'It says 7');
      await page.locator('#steps').fill('6');
      await page.locator('#prime').selectOption('9');
      await page.locator('#damping').fill('0.5');
      await page.locator('input[name=hypothesis]').nth(2).check();
      await settled(page);
      const hash = await hashThat(page, /label=2/);
      const here = await seen(page);
      await using(
        async (other) => {
          await settled(other.page);
          expect(await seen(other.page)).toEqual(here);
          expect(await other.page.locator('#prime').inputValue()).toBe('9');
        },
        { hash },
      );
      await page.reload();
      await says(page, /^It says /);
      await settled(page);
      expect(await seen(page)).toEqual(here);
    }));

  it('shows a network without units: all scores are the same', () =>
    using(
      async ({ page, complaints }) => {
        await says(page, 'It cannot tell');
        expect(await page.locator('#chart .tick.end').allTextContents()).toEqual(['0.0']);
        expect(complaints).toEqual([]);
      },
      { hash: '#unitsLost=1' },
    ));

  it('follows a stroke of more moves than a browser lets an address change, to its end', () =>
    using(async ({ page }) => {
      const place = await page.locator('#pad').boundingBox();
      if (!place) throw new Error('there is no pad');
      await page.mouse.move(place.x + place.width / 2, place.y + place.height * 0.15);
      await page.mouse.down();
      const took = await page.evaluate(async (moves) => {
        const pad = document.querySelector('#pad') as HTMLElement;
        const pointerId = 1; // the mouse's, in Chromium
        const { x, y, width, height } = pad.getBoundingClientRect();
        const tasks: number[] = [];
        new PerformanceObserver((list) =>
          tasks.push(...list.getEntries().map(({ duration }) => duration)),
        ).observe({ type: 'longtask' });
        const started = performance.now();
        for (let move = 1; move <= moves; move++) {
          const angle = (2 * Math.PI * move) / moves;
          const clientX = x + width * (0.5 + 0.25 * Math.sin(angle));
          const clientY = y + height * (0.5 - 0.35 * Math.cos(angle));
          const at = { pointerId, clientX, clientY, bubbles: true };
          pad.dispatchEvent(new PointerEvent('pointermove', at));
          await new Promise((next) => setTimeout(next));
        }
        return { milliseconds: performance.now() - started, longest: Math.max(0, ...tasks) };
      }, MOVES);
      expect(await page.locator('[role=alert]').count()).toBe(0); // it would move the pad
      await page.mouse.up();
      const { milliseconds, longest } = took;
      console.log(`${MOVES} moves: ${Math.round(milliseconds)} ms, longest task ${longest} ms`);
      await says(page, 'It says 0');
      await settled(page);
      const hash = await hashThat(page, /picture=drawn/);
      const here = await seen(page);
      await using(
        async (other) => {
          await settled(other.page);
          expect(await seen(other.page)).toEqual(here);
        },
        { hash },
      );
    }));

  it.each([
    '#nonsense',
    '#steps=-3&held=x&picture=drawn.784.AAAA&label=%FF',
    '#held=200&label=77&prime=99',
    '#%E0%A4%A&&==&tour=99&steps=1e9',
  ])('of nonsense opens the page as it begins: %s', (hash) =>
    using(
      async ({ page, complaints }) => {
        await says(page, 'It says 4');
        await settled(page);
        expect(await page.locator('#step').getAttribute('max')).toBe(String(BEGINNING.steps));
        expect(await page.locator('#held').inputValue()).toBe('');
        expect(await page.locator('[role=alert]').count()).toBe(0);
        expect(complaints).toEqual([]);
      },
      { hash },
    ),
  );

  it('goes back to the beginning at Reset', () =>
    using(
      async ({ page }) => {
        const before = await seen(page);
        await page.evaluate(() => {
          location.hash = '#held=3&noise=0.4&steps=12&picture=empty';
        });
        await says(page, 'Holding 3');
        await page.getByRole('button', { name: 'Reset' }).click();
        await says(page, 'It says 4');
        await settled(page);
        expect(await seen(page)).toEqual(before);
        expect(await hashThat(page, /^$/)).toBe('');
      },
      { hash: '#' },
    ));

  it('watches as the network has learnt to after Reset, and once another is chosen', () =>
    using(
      async ({ page }) => {
        const steps = () => page.locator('#step').getAttribute('max');
        const damping = () => page.locator('#damping').inputValue();
        expect([await steps(), await damping()]).toEqual(['2', '0.5']);
        await page.getByRole('button', { name: 'Reset' }).click();
        const { steps: learnt } = JSON.parse(readFileSync('models/recurrent-cifar.json', 'utf8'))
          .record.learning;
        expect(learnt).not.toBe(BEGINNING.steps);
        await soon(steps).toBe(String(learnt));
        expect(await damping()).toBe('0.3');
        await page.locator('#network').selectOption('digits');
        await soon(steps).toBe('8');
        await says(page, /It says \d/);
        const own = 'models/recurrent-300-300-seed-1.safetensors';
        await page.locator('#steps').fill('3');
        await soon(steps).toBe('3');
        await page.locator('#file').setInputFiles(own);
        await soon(steps).toBe('8');
      },
      { hash: '#network=photographs&steps=2&damping=0.5' },
    ));

  it('opens the network that was asked for last, and not all on the way to it', () =>
    using(async ({ page }) => {
      await says(page, 'It says 4');
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('.safetensors')) asked.push(request.url());
      });
      await page.evaluate(async () => {
        const names = ['maps', 'photographs', 'clothes', 'digits'];
        for (let at = 0; at < 24; at++) {
          location.hash = `network=${names[at % names.length]}`;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        location.hash = 'network=clothes';
      });
      await says(page, CLOTHING);
      expect(asked.length).toBeLessThan(8);
    }));

  it('opens the network that was asked for, though the page says its own address just then', () =>
    using(async ({ page }) => {
      await says(page, 'It says 4');
      await page.evaluate(() => {
        location.hash = 'network=clothes';
        history.replaceState(undefined, '', '#network=digits'); // before the event of the change comes
      });
      await says(page, CLOTHING);
    }));

  it('is copied as a link; where the browser does not let the page copy, it is in the bar', () =>
    using(
      async ({ page }) => {
        const noise = page.locator('#noise');
        const copy = async (value: number) => {
          await noise.fill(String(value));
          await page.getByRole('button', { name: 'Copy a link to this' }).click();
        };
        const said = () => page.locator('#copied').textContent();
        await page.getByText('Make it harder').click();
        await copy(0.3);
        await soon(said).toBe('The link is copied.');
        const link = await page.evaluate(() => navigator.clipboard.readText());
        expect(link).toBe(`${address()}#noise=0.3`);
        await page.evaluate(() => {
          Object.defineProperty(navigator, 'clipboard', { value: undefined });
        });
        await copy(0.4);
        await soon(said).toMatch(/address bar/);
        expect(page.url()).toBe(`${address()}#noise=0.4`);
        expect(await page.locator('[role=alert]').count()).toBe(0);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it.each(['', 'index.html', '?from=a-link'])(
    'opens without a connection, once the page was there, at “%s” of its folder',
    (place) =>
      using(
        async ({ page, context }) => {
          const kept = () =>
            page.evaluate(async () => {
              const { active } = await navigator.serviceWorker.ready;
              return active?.state;
            });
          await soon(kept).toBe('activated');
          await context.setOffline(true);
          await page.goto(`${address()}${place}#tour=7`);
          await page.reload();
          await says(page, 'Holding 3');
          await page.getByRole('button', { name: 'Reset' }).click();
          await says(page, 'It says 4');
        },
        { hash: place },
      ),
  );
});
