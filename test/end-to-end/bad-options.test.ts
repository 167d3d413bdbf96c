import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

/** What a person might type, and what must be in the one sentence they get. */
const CASES: readonly (readonly [typed: string, says: string])[] = [
  ['run nothing-of-the-kind', 'no scenario "nothing-of-the-kind": `npx topdown run` lists them'],
  ['run recurent-mnist', 'no scenario "recurent-mnist" (did you mean recurrent-mnist?): `npx'],
  ['run mine', 'name one of your own by its file, as ./mine.ts'],
  ['run ./nowhere.ts', 'there is no file ./nowhere.ts'],
  ['run --epochs 3 recurrent-mnist', 'first: npx topdown run <scenario> --epochs …'],
  ['sweep --seeds 3 recurrent-mnist', 'first: npx topdown sweep <scenario> --seeds …'],
  ['sweep --plan p --job 1 --json', '--json prints the record of the whole sweep'],
  ['fly', "unknown command 'fly'"],
  ['train --bogus', "unknown option '--bogus'"],
  ['train stray', 'too many arguments'],
  ['train --epochs 0', '--epochs 0: give a whole number from 1 to 100000'],
  ['train --epochs many', '--epochs many: give a whole number from 1 to 100000'],
  ['train --epochs 1.5', '--epochs 1.5: give a whole number'],
  ['train --epoch 3', "unknown option '--epoch'\n(Did you mean --epochs?)"],
  ['trian', "unknown command 'trian'\n(Did you mean train?)"],
  ['data --jsn', "unknown option '--jsn'\n(Did you mean --json?)"],
  [
    'train --seed 9007199254740992',
    '--seed 9007199254740992: give a whole number from 0 to 2^53 - 1',
  ],
  ['train --hidden 0', '--hidden 0: give a whole number from 1 to 100000'],
  ['train --hidden 0x10', '--hidden 0x10: give a whole number'],
  ['train --hidden 100000,100000', 'units cannot be saved: a checkpoint would take 80 GB'],
  [
    'train --data-set drawn-digits --hidden 13000,13000',
    'units cannot be saved: a checkpoint would take 2.8 GB',
  ],
  [
    'train --data-set drawn-digits --hidden 10000,10000 --average 20',
    'units cannot be saved: a checkpoint would take 2.5 GB',
  ],
  ['train --average 0', '--average 0: give a whole number from 1 to'],
  ['run label-in-image --label-strength 0', '--label-strength 0: give a number above 0 up to 100'],
  ['train --label-strength 3', "unknown option '--label-strength'"],
  ['train --hidden 500,,500', '--hidden 500,,500'],
  ['train --damping 1.1', '--damping 1.1: give a number from 0 to 1'],
  ['train --momentum 1', '--momentum 1: give a number of 0 or more below 1'],
  ['train --rate -1', '--rate -1: give a number above 0 up to 10'],
  ['train --schedule never', 'Allowed choices are synchronous, alternating'],
  ['train --window 5-3', '--window 5-3: the window must not end'],
  ['train --window later', 'write the steps as 3-5'],
  ['train --data-set drawn-digits --window 3-9', 'choose --steps 9 or more'],
  ['train --data-set letters', 'Allowed choices are drawn-digits, mnist, fashion-mnist'],
  ['train --data-set drawn-digits --train 999999', 'cannot take 999999'],
  ['train --data-set drawn-digits --train 10', '10 images: choose a smaller batch, or more images'],
  ['run factorial --hidden 20', '--hidden 20: give a list of 2 to 100'],
  ['train --data-set drawn-digits --data .', 'read no folder'],
  ['train --engine nativ', 'native, wasm, javascript (did you mean native?).'],
  ['train --data-set mnits', '(did you mean mnist?).'],
  ['compare --conditions blurr', '(did you mean blur?)'],
  [
    'compare --network recurent-500-500 --data-set drawn-digits',
    'no recurent-500-500 (did you mean recurrent-500-500?)',
  ],
  ['data mnits', 'no data set "mnits" (did you mean mnist?)'],
  ['sweep recurrent-mnist --vary dampng=0,1', '"dampng" (did you mean damping?)'],
  ['train --engine steam', 'Allowed choices are native, wasm, javascript'],
  ['train --resume', 'there is no unfinished run in'],
  [
    'train --resume nowhere',
    'there is no run nowhere: give its folder, latest, or the name of one',
  ],
  ['trace --data-set drawn-digits --network .', 'there is no checkpoint in .'],
  ['trace --data-set drawn-digits --epochs 1 --images 3-1', 'image 3-1 runs backwards'],
  ['trace --data-set drawn-digits --epochs 1 --layers 3', 'there is no hidden layer 3: choose'],
  ['trace --network . --epochs 3', '--network takes the place of --epochs'],
  ['compare --network nowhere --data-set drawn-digits', 'there is no nowhere'],
  ['compare --conditions fog', '--conditions fog: give one of all, clean'],
  ['compare --data-set drawn-digits --images 1001', 'cannot take 1001 of'],
  ['train --data-set drawn-digits --field 7', '--field 7 is the side of the squares that maps see'],
  ['run local-fields --data-set drawn-digits --hidden 16,9', 'three hidden layers'],
  ['run hybrid-images --blurs 0', '--blurs 0: give a whole number from 1 to 1000'],
  ['sweep constructor', 'no scenario "constructor": `npx'],
  ['sweep recurrent-mnist --vary toString=1,2', 'the scenario has no option "toString"'],
  [
    'sweep recurrent-mnist --vary damping=0:0.9999:0.0001 --vary momentum=0:0.9999:0.0001',
    '100000000 jobs are more than 10000: vary fewer values',
  ],
  ['run constructor', 'no scenario "constructor": `npx'],
  [
    'run reaction-time --data-set drawn-digits --network recurrent-300-300-seed-1 --steps 8 --time 9',
    'choose --time 8 or less, or more --steps',
  ],
  ['results nowhere', 'there is no run nowhere'],
  ['doctor --engine steam', 'no engine "steam"'],
  ['serve --port 65536', '--port 65536: give a whole number from 0 to 65535'],
  ['serve --port many', '--port many: give a whole number from 0 to 65535'],
  ['serve --host 0.0.0.0', "unknown option '--host'"],
  ['serve stray', 'too many arguments'],
  ['data letters', 'no data set "letters"'],
  ['data constructor', 'no data set "constructor"'],
];

const topdown = oneProcess();

describe('bad input gets one clear sentence and code 2:', () => {
  it.each(CASES)('topdown %s', async (typed, says) => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await topdown(typed.split(' '), folder);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m); // no stack
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(readdirSync(folder)).toEqual([]); // no run is left behind
  });

  it('in a process of its own, too, before and after there are data', async () => {
    for (const typed of ['train --epochs 0', 'train --data-set drawn-digits --train 10']) {
      const folder = temporaryFolder();
      const alone = await topdownCommand(typed.split(' '), folder);
      expect(alone).toEqual(await topdown(typed.split(' '), folder));
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('however long it was that was typed', async () => {
    const long = 'x'.repeat(100_000); // the longest that Linux hands to a program is 131,072
    const typed = [
      ...[
        ['train', '--epochs', long],
        ['train', '--schedule', long],
        ['train', `--${long}`],
      ],
      ...[['data', `--${long}`], ['data', long], [long], ['run', long], ['report', long]],
      ['train', '--hidden', Array(30_000).fill('no').join()],
      ['sweep', 'recurrent-mnist', '--vary', `damping=${Array(30_000).fill('no').join()}`],
    ];
    for (const args of typed) {
      const { code, stderr } = await topdown(args, temporaryFolder());
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stderr.length).toBeLessThan(1500);
      expect(code).toBe(2);
    }
  });
});
