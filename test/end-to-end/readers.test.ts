import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { recordsIn, SCENARIO, scenarioIn, script, TOPDOWN, textOf, unread } from '../support/shell';

const OPTIONS = '--data-set drawn-digits --hidden 20,20 --train 500 --epochs 2';
const OWN = path.join(__dirname, 'own-scenario-child.ts');
/** A training, which speaks for long, and a run that is soon done, each begun in both ways. */
const WAYS = [
  ['topdown', `${TOPDOWN} train ${OPTIONS}`, `${TOPDOWN} run "${OWN}"`],
  ['a scenario', `${SCENARIO} ${OPTIONS}`, scenarioIn(OWN)],
] as const;
const onPosix = process.platform !== 'win32';
const onLinux = process.platform === 'linux'; // has a disk that is always full

describe.skipIf(!onPosix).each(WAYS)('a run by %s', (_, training, run) => {
  it('goes on in silence when nobody reads what it says', async () => {
    const folder = temporaryFolder();
    const command = `{ ${training} 2>&1; echo $? > code; } | head -1`;
    const { ended, said } = script(command, folder);
    expect(await ended).toBe(0);
    expect(said()).toMatch(/^engine: .*\n$/);
    expect(textOf(folder, 'code')).toBe('0\n');
    expect(recordsIn(folder)).toMatchObject([{ status: 'finished' }]);
  });

  it('is whole, and ends with 141, where nobody reads the record that it prints', async () => {
    const folder = temporaryFolder();
    const { ended, said } = script(unread(`${run} --json; echo $? > code`), folder);
    await ended;
    expect(said()).not.toMatch(/^\s+at /m);
    expect(textOf(folder, 'code')).toBe('141\n');
    expect(recordsIn(folder)).toMatchObject([{ status: 'finished' }]);
  });

  it.skipIf(!onLinux)('minds no full disk behind stderr, and names one behind stdout', async () => {
    const folder = temporaryFolder();
    expect(await script(`${run} 2> /dev/full`, folder).ended).toBe(0);
    const { ended, said } = script(`${run} --json > /dev/full`, folder);
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^error: cannot write to stdout: the disk is full; free some space$/m);
    expect(said()).not.toMatch(/^\s+at /m);
    expect(recordsIn(folder)).toMatchObject([{ status: 'finished' }, { status: 'finished' }]);
  });
});

describe.skipIf(!onPosix).each(['--help', 'run', 'data --json', 'train --help', 'sweep --help'])(
  'topdown %s',
  (command) => {
    it('ends with 141 and in silence where nobody reads it', async () => {
      const { ended, said } = script(
        `${unread(`${TOPDOWN} ${command}; echo $? > code`)}; cat code`,
        temporaryFolder(),
      );
      await ended;
      expect(said()).toBe('141\n');
    });

    it.skipIf(!onLinux)('says in a sentence that the disk is full', async () => {
      const { ended, said } = script(`${TOPDOWN} ${command} > /dev/full`, temporaryFolder());
      expect(await ended).toBe(1);
      expect(said()).toBe('error: cannot write to stdout: the disk is full; free some space\n');
    });
  },
);

it('all commands print by `print` and speak by `tell`, which know what to do without a reader', () => {
  const folder = path.resolve(__dirname, '../../src/cli');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const others = names.filter((name) => name.endsWith('.ts') && name !== 'print.ts');
  for (const name of others)
    expect(readFileSync(path.join(folder, name), 'utf8'), name).not.toMatch(
      /std(out|err)\.write|console\./,
    );
});
