import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type PageServer, pageServer } from '../../src/cli/serve/page-server';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';

/** Builds the page, with drawn digits as test images, and serves it as the command does, under the same policy; `close` ends it. */
export async function servedPage(): Promise<PageServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-web-'));
  const { buildWeb } = await import(path.resolve('setup/web.mjs'));
  await buildWeb(folder, (_: string, test: number) => drawnDigits({ test }).test, { all: true });
  const server = await pageServer({ page: folder, networks: path.resolve('models') }, [0]);
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address: server.address, close };
}
