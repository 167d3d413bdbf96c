import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { recordsIn, script, TOPDOWN, until } from '../support/shell';

const TRAIN = `train --data-set drawn-digits --hidden 20,20 --train 500`;
const NOWHERE = '/dev/null/nowhere'; // cannot be made
const onPosix = process.platform !== 'win32';
const onLinux = process.platform === 'linux';

/** As where the system's list of users does not have the one who runs this. */
const HOMELESS = `import os from "node:os"; import { syncBuiltinESMExports } from "node:module";
os.homedir = () => { throw new Error("uv_os_homedir returned ENOENT"); }; syncBuiltinESMExports();`;

describe.skipIf(!onPosix)('the program works', () => {
  it('without a home: help, data, doctor', async () => {
    const command = TOPDOWN.replace(' ', ` --import 'data:text/javascript,${HOMELESS}' `);
    const all = ['--help', 'data', 'doctor'].map((one) => `${command} ${one}`).join(' && ');
    const env = { HOME: undefined, XDG_CACHE_HOME: undefined, TOPDOWN_DATA: undefined };
    const { ended, said } = script(all, temporaryFolder(), { env });
    expect(await ended, said()).toBe(0);
    expect(said()).toMatch(
      /mnist \(handwritten digits\): not here yet: it will be downloaded to .*topdown-\d+\/data\/mnist/,
    );
  });

  it('with no place for a cache or temporary files, few open files, no UTF-8, and all closed', async () => {
    const folder = temporaryFolder();
    const env = {
      HOME: NOWHERE,
      XDG_CACHE_HOME: NOWHERE,
      TMPDIR: NOWHERE,
      LC_ALL: 'C',
      COLUMNS: '1',
    };
    const command = `ulimit -n 64; ${TOPDOWN} ${TRAIN} --epochs 1 <&- >&- 2>&-`;
    expect(await script(command, folder, { env }).ended).toBe(0);
    expect(recordsIn(folder)).toMatchObject([{ status: 'finished' }]);
  });
});

describe.skipIf(!onLinux)('where `ulimit -v` leaves too little, it says so in a sentence:', () => {
  it.each([
    [1_000_000, 'doctor', /^error: `ulimit -v` leaves less than 1\.5 GB of address space: .*\n$/],
    [2_000_000, 'doctor', /^error: `ulimit -v` leaves 1\.9 GB .* native engine .* 3\.5 GB: .*\n$/],
    [4_000_000, 'doctor --engine wasm', /^error: `ulimit -v` leaves 3\.8 GB .* 12\.0 GB: .*\n$/],
  ])('%d KB, %s', async (kilobytes, command, says) => {
    const { ended, said } = script(
      `ulimit -v ${kilobytes}; ${TOPDOWN} ${command}`,
      temporaryFolder(),
    );
    expect(await ended).toBe(1);
    expect(said()).toMatch(says);
  });
});

it.skipIf(!onPosix)('a run whose folder is taken away ends at its next save', async () => {
  const folder = temporaryFolder();
  const { ended, said } = script(`exec ${TOPDOWN} ${TRAIN} --epochs 90000`, folder);
  await until(() => said().includes('epoch 1/'));
  const parent = path.join(folder, 'runs', 'recurrent-mnist');
  const run = path.join(parent, readdirSync(parent)[0] as string);
  renameSync(run, path.join(folder, 'elsewhere'));
  expect(await ended).toBe(1);
  expect(said()).toMatch(/^error: .* is gone: this process writes nothing more there\n$/m);
  expect(said().match(/^(error|no report|\s+at )/gm)).toEqual(['error']);
  expect(existsSync(run)).toBe(false);
});
