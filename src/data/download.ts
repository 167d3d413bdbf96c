import { sha256 } from '../machine/sha256';
import { openWeb, reasonOf, type Web } from '../machine/web';
import type { FetchedFile } from './data-set';

/** How far a download has come. */
export interface DownloadProgress {
  readonly file: string;
  /** In bytes. */
  readonly received: number;
  readonly total: number;
}

/** How a download is watched and stopped. */
export interface DownloadControl {
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** A mirror that sends nothing for this long is given up. In milliseconds. */
  readonly patience?: number;
}

/** No mirror gave the file; the message tells for each mirror why. */
export class DownloadError extends Error {}

/**
 * The packed file from the first of the mirrors that gives it as it was published: size and
 * SHA-256 are checked, and nothing beyond the size is received. Goes the way of `openWeb`.
 * Throws DownloadError where none does, EnvironmentError where a proxy's name makes no sense, and
 * the signal's reason where it is aborted.
 */
export async function download(
  { name, packed }: FetchedFile,
  mirrors: readonly string[],
  control: DownloadControl = {},
): Promise<Uint8Array> {
  const failures: string[] = [];
  const web = await openWeb();
  const file = `${name}.gz`;
  try {
    for (const mirror of mirrors) {
      try {
        const bytes = await receive(web, new URL(file, mirror), file, packed.bytes, control);
        const found = sha256(bytes);
        if (found === packed.sha256) return bytes;
        failures.push(`${mirror}: ${file} is not as published (SHA-256 ${found})`);
      } catch (error) {
        control.signal?.throwIfAborted();
        failures.push(`${mirror}: ${reasonOf(error)}`);
      }
    }
  } finally {
    await web.dispatcher.destroy();
  }
  throw new DownloadError(failures.join('; '));
}

async function receive(
  { fetch, dispatcher }: Web,
  address: URL,
  file: string,
  total: number,
  { onProgress, signal, patience = 30_000 }: DownloadControl,
): Promise<Uint8Array> {
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new Error(`nothing came for ${patience / 1000} s`)),
    patience,
  );
  try {
    const response = await fetch(address, {
      dispatcher,
      signal: AbortSignal.any(signal ? [signal, silence.signal] : [silence.signal]),
      headers: { 'accept-encoding': 'identity' }, // the packed file itself
    });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} for ${file}`);
    const bytes = new Uint8Array(total);
    let received = 0;
    for await (const chunk of response.body) {
      timer.refresh();
      if (received + chunk.length > total) throw new Error(`${file} is longer than ${total} bytes`);
      bytes.set(chunk, received);
      received += chunk.length;
      onProgress?.({ file, received, total });
    }
    if (received < total) throw new Error(`${file} ended after ${received} of ${total} bytes`);
    return bytes;
  } finally {
    clearTimeout(timer);
  }
}
