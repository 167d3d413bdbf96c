import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { TOUR } from '../../src/web/scene/tour-stops';
import { describePage, says, settled, soon } from '../support/web-page';

/** What takes the focus by Tab: of radio buttons, the chosen one. */
const CONTROLS = 'button, select, summary, [tabindex="0"], input:not([type=radio]), input:checked';

/** The names of all controls that are on show, in the order of the page. */
const controls = (page: Page) =>
  page.evaluate((all) => {
    const shown = [...document.querySelectorAll<HTMLElement>(all)].filter((one) =>
      one.checkVisibility(),
    );
    return shown.map((one) => one.id || one.textContent?.trim() || one.getAttribute('name'));
  }, CONTROLS);

/** The name of what has the focus, and whether that is to be seen; undefined where nothing has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return undefined;
    const around = [one, one.nextElementSibling, one.closest('.file')];
    return {
      name: one.id || one.textContent?.trim() || one.getAttribute('name'),
      marked: around.some((mark) => mark && getComputedStyle(mark).outlineStyle === 'solid'),
    };
  });

const nameOfFocused = async (page: Page) => (await focused(page))?.name;
const moment = (page: Page) => page.locator('.moment').innerText();

describePage('the page by keyboard', ({ using }) => {
  it.each(['', '#tour=2&held=3&prime=4&noise=0.1', '#label=2'])(
    'Tab comes to every control, in their order, shows where it is, and goes on: %s',
    (hash) =>
      using(
        async ({ page }) => {
          const expected = await controls(page);
          const order: unknown[] = [];
          for (let turn = 0; turn <= expected.length; turn++) {
            await page.keyboard.press('Tab');
            const now = await focused(page);
            if (!now) break;
            expect(now.marked, String(now.name)).toBe(true);
            order.push(now.name);
          }
          expect(order).toEqual(expected);
          expect(order).toEqual(
            expect.arrayContaining(['network', 'pad', 'file', 'step', 'steps']),
          );
        },
        { hash },
      ),
  );

  it('draws with the arrow keys and the space bar', () =>
    using(async ({ page }) => {
      const press = async (key: string, times: number) => {
        for (let time = 0; time < times; time++) await page.keyboard.press(key);
      };
      await page.locator('#pad').focus();
      await press('ArrowUp', 10);
      await press('Space', 1);
      expect(await page.locator('#pen').textContent()).toBe('pen down');
      await press('ArrowDown', 20);
      await press('Space', 1);
      expect(await page.locator('#pen').textContent()).toBe('pen up');
      await says(page, 'It says 1');
      expect(await page.locator('#kind').inputValue()).toBe('drawn');
      await page.keyboard.press('Tab');
      await soon(() => nameOfFocused(page)).toBe('undo');
    }));

  it('steps and plays, and keeps the focus where it ends', () =>
    using(async ({ page }) => {
      const step = page.locator('#step');
      await step.focus();
      await page.keyboard.press('Home');
      await soon(() => moment(page)).toMatch(/^Step 0 \(one pass from below\), label \d: score/);
      await page.keyboard.press('ArrowRight');
      await soon(() => moment(page)).toMatch(/^Step 1, label \d: score/);
      await page.keyboard.press('Tab');
      await soon(() => nameOfFocused(page)).toBe('◀ Step');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter'); // there is no step before 0
      await soon(() => step.inputValue()).toBe('0');
      await soon(() => nameOfFocused(page)).toBe('◀ Step');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await soon(() => step.inputValue()).toBe('2');
      await soon(() => nameOfFocused(page)).toBe('Pause');
      await page.keyboard.press('Space');
      const stopped = await step.inputValue();
      await page.keyboard.press('Tab');
      for (let at = Number(stopped) + 1; at <= 8; at++) {
        await page.keyboard.press('Enter');
        await soon(() => step.inputValue()).toBe(String(at));
      }
      await page.keyboard.press('Enter'); // there is no more
      await soon(() => step.inputValue()).toBe('8');
      await soon(() => nameOfFocused(page)).toBe('Step ▶');
    }));

  it('chooses a label among the radio buttons, and follows the answer again', () =>
    using(async ({ page }) => {
      const labels = page.locator('input[name=hypothesis]');
      const chosen = () =>
        labels.evaluateAll((all) => all.findIndex((one) => (one as HTMLInputElement).checked));
      const answer = await chosen();
      await labels.nth(answer).focus();
      await page.keyboard.press('ArrowRight');
      await soon(chosen).toBe((answer + 1) % 10);
      await soon(() => moment(page)).toContain(`label ${(answer + 1) % 10}: score`);
      await page.keyboard.press('Tab');
      await soon(() => nameOfFocused(page)).toBe('Follow the answer');
      await page.keyboard.press('Enter');
      await soon(chosen).toBe(answer);
    }));

  it('takes the tour to its end and back, without losing the focus', () =>
    using(async ({ page }) => {
      await page.getByRole('button', { name: 'Take the tour' }).press('Enter');
      await page.getByRole('button', { name: 'Next' }).focus();
      for (let stop = 1; stop <= TOUR.length; stop++) {
        const title = `${stop} of ${TOUR.length}: ${TOUR[stop - 1]?.title}`;
        await soon(() => page.locator('#tour-title').innerText()).toBe(title);
        await soon(() => nameOfFocused(page)).toBe('Next');
        await page.keyboard.press('Enter');
      }
      await page.keyboard.press('Tab');
      await soon(() => nameOfFocused(page)).toBe('End the tour');
      await page.keyboard.press('Enter');
      await soon(() => page.locator('#tour-title').count()).toBe(0);
      await settled(page);
      await soon(() => nameOfFocused(page)).toBe('take-tour');
    }));
});
