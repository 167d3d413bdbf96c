import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decode, encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openInPython } from '../../src/observation/trace-arrays';
import { temporaryFolder } from '../support/folder';
import { describePage, drawLine, drop, SEVEN, says, settled, soon } from '../support/web-page';

const python = process.env['TOPDOWN_PYTHON'];

/** Moves a slider to a value, as a person does who drags it. */
const slide = (page: Page, id: string, value: number) => page.locator(`#${id}`).fill(String(value));
const choose = (page: Page, id: string, label: string) =>
  page.locator(`#${id}`).selectOption({ label });
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The file that a button hands over. */
async function taken(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click(page, name)]);
  return download.path();
}

/** What Python says of a zipped trace, opened as people are told to. */
function inPython(zip: string, said: string): string {
  const code = `${openInPython.zippedTrace(zip)}\nprint(${said})`;
  return execFileSync(python as string, ['-W', 'error', '-c', code], { encoding: 'utf8' }).trim();
}

describePage('all that a person does on the page', ({ using, address }) => {
  it('needs no other host, and nothing is complained of', () =>
    using(async ({ page, complaints, requests }) => {
      await drawLine(page, SEVEN);
      await says(page, 'It says 7');
      for (const kind of ['a digit', 'a test image', 'between two digits']) {
        await choose(page, 'kind', kind);
        await settled(page);
      }
      await choose(page, 'digits', '1 and 7');
      await slide(page, 'level', 1);
      await says(page, 'It says 7');
      await slide(page, 'level', 0);
      await says(page, 'It says 1');
      await page.getByText('Make it harder').click();
      await slide(page, 'noise', 0.3);
      await slide(page, 'occlusion', 0.2);
      await slide(page, 'clutter', 2);
      await settled(page);
      for (const id of ['occlusion', 'clutter', 'noise']) await slide(page, id, 0);
      await says(page, 'It says 1');
      expect(await page.locator('#noise').isVisible()).toBe(true);
      await choose(page, 'kind', 'a moving digit');
      await choose(page, 'motion', 'a bar passes in front');
      await choose(page, 'pace', 'fast');
      await click(page, 'Play');
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
      expect(await page.locator('#step').inputValue()).toBe('8');
      await choose(page, 'prime', 'hold 9 (priming)');
      await settled(page);
      expect(await page.locator('#step').getAttribute('max')).toBe('12');
      await slide(page, 'steps', 7);
      await soon(() => page.locator('#step').getAttribute('max')).toBe('11');
      expect(await page.locator('#step').inputValue()).toBe('11');
      await choose(page, 'held', 'hold 3');
      await says(page, 'Holding 3');
      await choose(page, 'release', 'after step 6');
      await slide(page, 'top-down', 0.5);
      await slide(page, 'units', 0.3);
      await settled(page);
      const svg = readFileSync(await taken(page, 'Chart as SVG'), 'utf8');
      expect(svg).toContain('Score of each label');
      expect(svg).toMatch(/font-size="12px"/);
      const png = decode(readFileSync(await taken(page, 'Chart as PNG')));
      expect(png.height).toBe(500);
      await click(page, 'Reset');
      await says(page, 'It says 4');
      for (const id of ['held', 'prime'])
        expect(await page.locator(`#${id}`).inputValue()).toBe('');
      expect(await page.locator('#kind').inputValue()).toBe('digit');
      const blank = await page.locator('#pad').evaluate((one) => {
        const context = (one as HTMLCanvasElement).getContext('2d');
        return context?.getImageData(0, 0, 280, 280).data.every((value) => value === 255);
      });
      expect(blank).toBe(true);
      expect(complaints).toEqual([]);
      const others = requests.filter(
        (url) => !url.startsWith(address()) && !url.startsWith('blob:'),
      );
      expect(others).toEqual([]);
    }));

  it.skipIf(!python)('gives a trace that xarray opens (needs TOPDOWN_PYTHON)', () =>
    using(async ({ page, complaints }) => {
      const said =
        'trace.attrs["complete"], dict(trace.sizes), trace.label.values, trace.hypothesis.values';
      const plain = inPython(await taken(page, 'Trace for xarray'), said);
      expect(plain).toMatch(/^True .*'hypothesis': 10, 'step': 9.* \[4\] /);
      await choose(page, 'prime', 'hold 9 (priming)');
      await settled(page);
      const bySteps = 'trace.goodness.held_by_step.sel(hypothesis=3).values';
      const primed = inPython(await taken(page, 'Trace for xarray'), `${said}, ${bySteps}`);
      expect(primed).toContain("'hypothesis': 10, 'step': 13");
      expect(primed).toContain('[9 9 9 9 3 3 3 3 3 3 3 3 3]');
      await choose(page, 'prime', 'nothing');
      await choose(page, 'held', 'hold 3');
      await says(page, 'Holding 3');
      const held = inPython(await taken(page, 'Trace for xarray'), said);
      expect(held).toMatch(/^True .*'hypothesis': 1, 'step': 9.* \[4\] \[3\]$/);
      expect(complaints).toEqual([]);
    }),
  );

  it('opens pictures and networks that are dropped, and says of others what is wrong', () =>
    using(async ({ page, complaints }) => {
      const problem = page.locator('[role=alert]');
      const file = path.resolve('models/recurrent-300-300-seed-1.safetensors');
      const ink = Uint8Array.from({ length: 40 * 40 }, (_, at) =>
        Math.abs((at % 40) - 20) < 3 && at > 200 && at < 1400 ? 0 : 255,
      );
      await drop(page, 'one.png', encode({ width: 40, height: 40, data: ink, channels: 1 }));
      await says(page, 'It says 1');
      await drop(page, 'notes.txt', 'no picture');
      await soon(() => problem.innerText()).toContain('not a picture that the browser can read');
      await click(page, 'Close');
      await drop(page, 'damaged.safetensors', readFileSync(file).subarray(0, 5e5));
      await soon(() => problem.innerText()).toMatch(/damaged\.safetensors.* [a-z]+/);
      const blank = encode({ width: 40, height: 40, data: ink.fill(255), channels: 1 });
      await drop(page, 'blank.png', blank);
      await soon(() => problem.innerText()).toContain('the picture');
      await says(page, 'It says 1');
      await drop(page, 'mine.safetensors', readFileSync(file));
      const network = page.locator('#network option:checked');
      await soon(() => network.innerText()).toBe('mine.safetensors');
      await says(page, 'It says 1');
      await drawLine(page, SEVEN);
      await says(page, 'It says 7');
      await page.locator('#network').selectOption('digits');
      await settled(page);
      expect(await network.innerText()).toMatch(/^Digits/);
      await page.locator('#file').setInputFiles(file);
      await soon(() => network.innerText()).toBe(path.basename(file));
      await click(page, 'Reset');
      await says(page, 'It says 4');
      expect(await network.innerText()).toBe(path.basename(file));
      await page.locator('#network').selectOption('digits');
      await soon(() => network.innerText()).toMatch(/^Digits/);
      expect(complaints).toEqual([]);
    }));

  it('draws a stroke with each finger, and none from one to the other', () =>
    using(
      async ({ page, context }) => {
        const pad = page.locator('#pad');
        const box = await pad.boundingBox();
        if (!box) throw new Error('there is no pad');
        const devtools = await context.newCDPSession(page);
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', down: number) => {
          const touchPoints = [0.3, 0.7].map((right, id) => ({
            ...{ x: box.x + right * box.width, y: box.y + down * box.height, id },
          }));
          const isEnd = type === 'touchEnd';
          return devtools.send('Input.dispatchTouchEvent', {
            ...{ type, touchPoints: isEnd ? [] : touchPoints },
          });
        };
        await touch('touchStart', 0.2);
        for (const down of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) await touch('touchMove', down);
        await touch('touchEnd', 0.8);
        const inked = (right: number) =>
          pad.evaluate((one, x) => {
            const { width, height } = one as HTMLCanvasElement;
            const context = (one as HTMLCanvasElement).getContext('2d');
            const { data } = context?.getImageData(Math.round(x * width), 0, 1, height) ?? {};
            return data?.some((value) => value < 128) ?? false;
          }, right);
        expect([await inked(0.3), await inked(0.5), await inked(0.7)]).toEqual([true, false, true]);
        await click(page, 'Undo');
        expect([await inked(0.3), await inked(0.7)]).toEqual([true, false]);
      },
      { hasTouch: true },
    ));

  it('chooses a picture from a folder, too', () =>
    using(async ({ page }) => {
      const file = path.join(temporaryFolder(), 'seven.png');
      const pad = page.locator('#pad');
      await drawLine(page, SEVEN);
      await says(page, 'It says 7');
      const url = await pad.evaluate((one) => (one as HTMLCanvasElement).toDataURL());
      writeFileSync(file, Buffer.from(url.split(',')[1] ?? '', 'base64'));
      await click(page, 'Reset');
      await says(page, 'It says 4');
      await page.locator('#file').setInputFiles(file);
      await says(page, 'It says 7');
    }));
});
