import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { TOUR } from '../../src/web/scene/tour-stops';
import { foundByAxe } from '../support/axe';
import { describePage, drop, says, settled } from '../support/web-page';

/** Turns the page to an address, as a link does. */
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((one) => {
    location.hash = one;
  }, hash);
  await settled(page);
}

const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

describePage('the page for everybody', ({ using }) => {
  it('has nothing that axe finds: as it begins, at every stop, with a label held, with a problem', () =>
    using(async ({ page }) => {
      expect(await foundByAxe(page)).toEqual([]);
      for (const stop of TOUR.keys()) {
        await goTo(page, `#tour=${stop + 1}`);
        expect(await foundByAxe(page), `stop ${stop + 1}`).toEqual([]);
      }
      await goTo(page, '#held=3&release=4&prime=2&noise=0.2&step=4');
      await says(page, 'Holding 3');
      expect(await foundByAxe(page)).toEqual([]);
      await drop(page, 'notes.txt', 'no picture');
      await page.locator('[role=alert]').waitFor();
      expect(await foundByAxe(page)).toEqual([]);
    }));

  it.each([
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 390, height: 844 } }],
    ['on a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ] as const)('has nothing that axe finds %s, and fits', (_, options) =>
    using(async ({ page }) => {
      await drop(page, 'notes.txt', 'no picture');
      await page.locator('[role=alert]').waitFor();
      expect(await foundByAxe(page)).toEqual([]);
      await goTo(page, '#tour=4&held=3&prime=2&noise=0.2');
      expect(await foundByAxe(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
    }, options),
  );

  it('plays slowly, and only when it is told to, for who wants less motion', () =>
    using(
      async ({ page }) => {
        await page.clock.install();
        expect(await page.locator('#pace').inputValue()).toBe('1800');
        await page.locator('#step').focus();
        await page.keyboard.press('Home');
        await page.clock.runFor(10_000);
        const step = page.locator('#step');
        expect(await step.inputValue()).toBe('0');
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
        await page.getByRole('button', { name: 'Play' }).click();
        await page.clock.runFor(2000);
        expect(await step.inputValue()).toBe('1');
      },
      { reducedMotion: 'reduce' },
    ));
});
