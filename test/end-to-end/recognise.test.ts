import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'fast-png';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { drawnDigits } from '../../src/data/drawn-digits';
import { loadTrained } from '../../src/learning/checkpoint';
import { RECURRENT } from '../../src/learning/recurrent';
import { disposeNetwork } from '../../src/network/parameters';
import { evaluate } from '../../src/perception/evaluate';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';

const SMALL = '--data-set drawn-digits --hidden 60,60 --train 3000 --epochs 3'.split(' ');

describe('topdown recognise', () => {
  it('takes a PNG and an IDX file for what the network takes their images for', async () => {
    const folder = temporaryFolder();
    await topdownCommand(['train', ...SMALL], folder);
    const runs = path.join(folder, 'runs', 'recurrent-mnist');
    const checkpoints = path.join(runs, readdirSync(runs)[0] as string, 'checkpoints');
    const latest = path.join(checkpoints, readdirSync(checkpoints).at(-1) as string);

    const { test } = drawnDigits({ training: 1, test: 12, seed: 5 });
    const { network, settings } = await loadTrained(RECURRENT, latest);
    const expected = await firstValueFrom(evaluate(network, test, settings));
    disposeNetwork(network);

    writeFileSync(path.join(folder, 'twelve'), idxBytes([12, 28, 28], test.pixels));
    const many = await topdownCommand(['recognise', 'twelve', '--json'], folder);
    const { answers } = JSON.parse(many.stdout) as {
      answers: { label: number; readout: number }[];
    };
    expect(answers.map(({ label }) => label)).toEqual([...(expected.goodness as Uint8Array)]);
    expect(answers.map(({ readout }) => readout)).toEqual([...expected.readout]);

    const data = test.pixels.slice(0, 784);
    writeFileSync(
      path.join(folder, 'one.png'),
      encode({ width: 28, height: 28, data, channels: 1 }),
    );
    const one = await topdownCommand(['recognise', 'one.png'], folder);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain(
      `image 0: ${expected.goodness?.[0]} (readout: ${expected.readout[0]})`,
    );
    expect(one.stdout).toContain(`│ ${expected.goodness?.[0]} ←`);
  });
});
