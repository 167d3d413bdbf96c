import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { type PageServer, pageServer } from '../../src/cli/serve/page-server';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';

/**
 * Serves the page as the command does, under the same policy, until it is closed. It has drawn digits as test
 * images, and is built in `folder` by whoever needs it first.
 */
export async function servedPage(folder: string): Promise<PageServer> {
  const page = path.join(folder, 'page');
  const { alone } = await import(path.resolve('setup/lock.mjs'));
  await alone(folder, () => existsSync(page) || build(folder, page));
  return pageServer({ page, networks: path.resolve('models') }, [0]);
}

async function build(folder: string, page: string): Promise<void> {
  const part = path.join(folder, 'part');
  const { buildWeb } = await import(path.resolve('setup/web.mjs'));
  await buildWeb(part, (_: string, test: number) => drawnDigits({ test }).test, { all: true });
  renameSync(part, page);
}
