import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { disturb, succeeded, undisturbedTime } from '../disturb';
import { Failure } from '../failure';
import { inFolder } from '../in-folder';
import type { Part } from '../part';
import { whenThere } from '../points';
import { topdown } from '../processes';
import { trainedRun, undisturbedTraining } from '../undisturbed';

/** Stands for the report that was there before. */
const OLD = 'the old report';

/** A report that is written, over an old one or where there is none. */
export const killedReport: Part = {
  name: 'kills/report',
  promises: 'a report is not there, the old one or whole, never half a one',
  unit: 'kills',
  share: 2,
  async begin(ground) {
    const { folder: run } = trainedRun(await undisturbedTraining(ground));
    const milliseconds = await inFolder(ground, 'undisturbed', async (folder) => {
      cpSync(run, path.join(folder, 'run'), { recursive: true });
      return undisturbedTime('report', topdown(['report', 'run'], folder));
    });
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        cpSync(run, path.join(folder, 'run'), { recursive: true });
        const report = path.join(folder, 'run', 'report.html');
        const before = random.uniform() < 0.5 ? OLD : undefined;
        rmSync(report);
        if (before !== undefined) writeFileSync(report, before);
        const running = topdown(['report', 'run'], folder);
        const points = [whenThere(path.join(folder, 'run'), /^report\.html\./)];
        const { how } = await disturb(running, random, milliseconds, points);
        wholeReport(report, before);
        succeeded('the next report', await topdown(['report', 'run'], folder).ended);
        wholeReport(report, undefined);
        return how ? [how] : [];
      });
  },
};

/** Throws a Failure unless a report is whole, or as it was `before`. */
export function wholeReport(file: string, before: string | undefined): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (text === before || text === undefined) return;
  if (!text.startsWith('<!doctype html>') || !text.trimEnd().endsWith('</html>'))
    throw new Failure(`half a report: ${text.length} characters`);
}
