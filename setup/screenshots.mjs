// Takes the pictures of the page for the browser that the documents show, in the Chromium of this computer.
//
//   npm run build && npm run screenshots
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { projectFolder } from './folders.mjs';

/** What is taken: the part of an address behind `#`, and the size of the window in pixels. */
const PICTURES = {
  page: { hash: 'picture=digit.2.4&step=6', width: 1280, height: 860 },
  'page-tour': { hash: 'tour=7', width: 1280, height: 860 },
};

const FIGURES = path.join(projectFolder, 'docs', 'figures');
const ANSWERED = /^(It says|Holding)/;

const server = spawn(
  process.execPath,
  [path.join(projectFolder, 'bin', 'topdown.cjs'), 'serve', '--no-open', '--port', '0'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
try {
  const [line] = await once(createInterface(server.stdout), 'line');
  const [address] = line.split(' ');
  const executablePath = process.env.TOPDOWN_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const [name, { hash, width, height }] of Object.entries(PICTURES)) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
    await page.goto(`${address}#${hash}`);
    await page.locator('#race-title', { hasText: ANSWERED }).waitFor();
    await page.waitForTimeout(500); // until all of it is drawn
    await page.screenshot({ path: path.join(FIGURES, `${name}.png`) });
    await page.close();
  }
  await browser.close();
} finally {
  server.kill('SIGTERM');
}
