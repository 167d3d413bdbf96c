import { spawn } from 'node:child_process';

/** What opens an address in the browser that a person has chosen, on each system. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''], // the first of its words is the title of a window
};

/**
 * Opens an address in the default browser, which then is on its own: it outlives this program, and
 * hears no Ctrl-C. Where there is none, `failed` is called; nothing is thrown.
 */
export function openBrowser(address: string, failed: () => void): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const detached = process.platform !== 'win32'; // there it would get a window
  const child = spawn(program, [...args, address], {
    stdio: 'ignore',
    detached,
    windowsHide: true,
  });
  child.once('error', failed);
  child.once('exit', (code) => {
    if (code !== 0) failed();
  });
  child.unref();
}
