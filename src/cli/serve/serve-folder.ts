import { once } from 'node:events';
import { print, tell } from '../print';
import { interrupts } from '../signals/interrupts';
import type { PageFolders } from './answer';
import { openBrowser } from './open-browser';
import { pageServer } from './page-server';

export interface Serving {
  /** The first that is free is taken; 0 is any. */
  readonly ports: readonly number[];
  /** Whether the browser is opened. */
  readonly open: boolean;
}

/**
 * Serves the page until the person ends it, prints its address, and returns the exit code, which says by
 * what signal. Throws as `pageServer` and `print` do.
 */
export async function serveFolder(folders: PageFolders, { ports, open }: Serving): Promise<number> {
  const stop = interrupts(() => undefined); // it ends at once, there is nothing to tell
  try {
    const { address, close } = await pageServer(folders, ports);
    try {
      print(`${address} (Ctrl-C ends)\n`);
      if (open)
        openBrowser(address, () => tell('no browser could be opened: open that address yourself'));
      if (!stop.signal.aborted) await once(stop.signal, 'abort');
    } finally {
      await close();
    }
    return stop.code();
  } finally {
    stop.release();
  }
}
