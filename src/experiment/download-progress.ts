import type { DownloadProgress } from '../data/download';
import type { Progress, Surroundings } from './experiment';

/** Shows the files of a data set as they arrive, one bar a file, counted in bytes. */
export function downloadProgress({ progress }: Pick<Surroundings, 'progress'>): {
  readonly observe: (arrived: DownloadProgress) => void;
  readonly done: () => void;
} {
  let bar: Progress | undefined;
  let [file, before] = ['', 0];
  return {
    done: () => bar?.done(),
    observe(arrived) {
      if (arrived.file !== file) {
        bar?.done();
        bar = progress(`downloading ${arrived.file}`, arrived.total);
        [file, before] = [arrived.file, 0];
      }
      bar?.advance(arrived.received - before);
      before = arrived.received;
    },
  };
}
