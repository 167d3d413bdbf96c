import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetrics } from '../../src/observation/metrics';
import { runRecord } from '../../src/runs/run-record';
import { begunRun } from '../support/begun-run';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const SMALL =
  '--data-set drawn-digits --hidden 60,50 --train 3000 --epochs 3 --shift 1 --average 20'.split(
    ' ',
  );
const OFTEN = ['--save-every', '0.001'];

const topdown = oneProcess();

/** The one run in a working folder, when it has begun. */
const begunIn = (folder: string) => begunRun(path.join(folder, 'runs'), 'recurrent-mnist');
const runIn = (folder: string) => begunIn(folder) as string;

const recordOf = (folder: string) =>
  runRecord.parse(JSON.parse(readFileSync(path.join(runIn(folder), 'run.json'), 'utf8')));

/** The last checkpoint's bytes, and its name. */
function lastCheckpoint(folder: string): { name: string; bytes: Buffer } {
  const checkpoints = path.join(runIn(folder), 'checkpoints');
  const name = readdirSync(checkpoints).at(-1) as string;
  return { name, bytes: readFileSync(path.join(checkpoints, name)) };
}

/** Whether a run has saved a checkpoint of this epoch (completed) or a later one. */
function hasSaved(folder: string, epoch: number): boolean {
  const run = begunIn(folder);
  if (run === undefined) return false;
  const saved = path.join(run, 'checkpoints');
  const prefix = `epoch-0000${epoch}`;
  return (
    existsSync(saved) &&
    readdirSync(saved).some((name) => name.endsWith('safetensors') && name >= prefix)
  );
}

describe('a run that is killed', () => {
  it('at three moments ends, resumed, with the same bytes as one that was not', async () => {
    const [whole, broken] = [temporaryFolder(), temporaryFolder()];
    await topdown(['train', ...SMALL], whole);

    const kill = (when: (stderr: string) => boolean) => ({ signal: 'SIGKILL', when }) as const;
    const deaths = [
      await topdownCommand(
        ['train', ...SMALL, ...OFTEN],
        broken,
        kill((text) => text.includes('run: ')),
      ),
      await topdownCommand(
        ['train', '--resume'],
        broken,
        kill(() => hasSaved(broken, 0)),
      ),
      await topdownCommand(
        ['train', '--resume'],
        broken,
        kill(() => hasSaved(broken, 2)),
      ),
    ];
    expect(deaths.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    expect(recordOf(broken).status).toBe('running'); // it had no time to say otherwise
    const { code } = await topdownCommand(['train', '--resume'], broken);
    expect(code).toBe(0);

    const [expected, got] = [lastCheckpoint(whole), lastCheckpoint(broken)];
    expect(got.name).toBe('epoch-00003-batch-000000.safetensors');
    expect(got.name).toBe(expected.name);
    expect(got.bytes.equals(expected.bytes)).toBe(true);
    const metrics = (folder: string) => readMetrics(path.join(runIn(folder), 'metrics.jsonl'));
    expect(metrics(broken)).toEqual(metrics(whole));
    const validation = (folder: string) =>
      (recordOf(folder).results as { validation: object }).validation;
    expect(validation(broken)).toEqual(validation(whole));
  });
});

describe('Ctrl-C', () => {
  it('saves within the batch, ends with 130, and says so in the record', async () => {
    const folder = temporaryFolder();
    const long = [...SMALL, '--epochs', '1000'];
    const stopped = await topdownCommand(['train', ...long], folder, {
      signal: 'SIGINT',
      when: (text) => text.includes('epoch 1/1000'),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('--resume continues from here');
    expect(recordOf(folder).status).toBe('interrupted');
    expect(lastCheckpoint(folder).name).toMatch(/^epoch-0000\d-batch-0000\d\d/);

    const again = await topdown(['train', '--resume', '--epochs', '5'], folder);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('leave out --epochs');
  });
});

describe('a run whose latest checkpoint was damaged', () => {
  it('goes on from the one before', async () => {
    const folder = temporaryFolder();
    await topdownCommand(['train', ...SMALL, ...OFTEN], folder, {
      signal: 'SIGKILL',
      when: () => hasSaved(folder, 1),
    });
    const { name } = lastCheckpoint(folder);
    const { truncateSync } = await import('node:fs');
    truncateSync(path.join(runIn(folder), 'checkpoints', name), 1000);
    const { code, stderr } = await topdown(['train', '--resume'], folder);
    expect(stderr).toContain('is not a valid checkpoint');
    expect(stderr).toContain('taking the checkpoint before it');
    expect(code).toBe(0);
  });
});
