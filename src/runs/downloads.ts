import { setImmediate } from 'node:timers/promises';
import type { DownloadControl, DownloadProgress } from '../data/download';
import { type Progress, type Surroundings, stopIfInterrupted } from './scenario';

/**
 * Loads what may have to be downloaded: the person sees it arrive, one bar a file, counted in bytes, and may stop it.
 * Throws as `load` does, and Interrupted.
 */
export async function withDownloads<T>(
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
  load: (control: DownloadControl) => Promise<T>,
): Promise<T> {
  let bar: Progress | undefined;
  let [file, before] = ['', 0];
  const onProgress = (arrived: DownloadProgress) => {
    if (arrived.file !== file) {
      bar?.done();
      bar = progress(`downloading ${arrived.file}`, arrived.total);
      [file, before] = [arrived.file, 0];
    }
    bar?.advance(arrived.received - before);
    before = arrived.received;
  };
  try {
    const loaded = await load({ signal, onProgress });
    await setImmediate(); // a signal that came meanwhile is heard
    stopIfInterrupted(signal);
    return loaded;
  } catch (error) {
    stopIfInterrupted(signal);
    throw error;
  } finally {
    bar?.done();
  }
}
