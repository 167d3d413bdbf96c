import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { programNamed } from './programs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of this machine, or the one that TOPDOWN_CHROMIUM names; undefined without one. */
export function findChromium(): string | undefined {
  const given = process.env['TOPDOWN_CHROMIUM'];
  return [...(given ? [given] : []), ...NAMES.flatMap((name) => programNamed(name) ?? [])].find(
    (file) => existsSync(file),
  );
}

/**
 * Starts a browser that asks the network for nothing of its own accord. Unless it heeds signals to this process,
 * whoever starts it closes it then.
 */
export function startChromium(
  executablePath: string,
  { heedsSignals = true } = {},
): Promise<Browser> {
  return chromium.launch({
    ...{ executablePath, args: QUIET },
    ...{ handleSIGHUP: heedsSignals, handleSIGINT: heedsSignals, handleSIGTERM: heedsSignals },
  });
}
