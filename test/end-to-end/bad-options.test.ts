import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';

/** What a person might type, and what must be in the one sentence they get. */
const CASES: readonly (readonly [typed: string, says: string])[] = [
  ['run nothing-of-the-kind', 'no scenario "nothing-of-the-kind": there are'],
  ['run ./nowhere.ts', 'there is no file ./nowhere.ts'],
  ['fly', "unknown command 'fly'"],
  ['train --bogus', "unknown option '--bogus'"],
  ['train stray', 'too many arguments'],
  ['train --epochs 0', '--epochs 0: Too small'],
  ['train --epochs many', '--epochs many: Invalid input: expected number'],
  ['train --epochs 1.5', '--epochs 1.5'],
  ['train --hidden 0', '--hidden 0: Too small'],
  ['train --hidden 500,,500', '--hidden 500,,500'],
  ['train --damping 1.1', '--damping 1.1: Too big'],
  ['train --rate -1', '--rate -1: Too small'],
  ['train --schedule never', 'Allowed choices are synchronous, alternating'],
  ['train --window 5-3', '--window 5-3: the window must not end'],
  ['train --window later', 'write the steps as 3-5'],
  ['train --data-set drawn-digits --window 3-9', 'choose --steps 9 or more'],
  ['train --data-set letters', 'Allowed choices are drawn-digits, mnist, fashion-mnist'],
  ['train --data-set drawn-digits --train 999999', 'cannot take 999999'],
  ['train --data-set drawn-digits --train 10', 'a batch of 100 is more than the 10 images'],
  ['train --data-set drawn-digits --data .', 'read no folder'],
  ['train --engine steam', 'Allowed choices are native, wasm, javascript'],
  ['train --resume', 'there is no unfinished run in'],
  ['train --resume nowhere', 'nowhere is not the folder of a run'],
  ['trace --data-set drawn-digits --network .', 'there is no checkpoint in .'],
  ['trace --data-set drawn-digits --epochs 1 --images 3-1', 'image 3-1 runs backwards'],
  ['trace --data-set drawn-digits --epochs 1 --layers 3', 'there is no hidden layer 3: choose'],
  ['trace --network . --epochs 3', '--network takes the place of --epochs'],
  ['compare --network nowhere --data-set drawn-digits', 'there is no nowhere'],
  ['compare --conditions fog', '--conditions fog: Invalid option'],
  ['compare --data-set drawn-digits --images 1001', 'cannot take 1001 of'],
  ['run local-fields --data-set drawn-digits --hidden 16,9', 'three hidden layers'],
  ['run hybrid-images --blurs 0', '--blurs 0: Too small'],
  ['results nowhere', 'nowhere is not the folder of a run'],
  ['doctor --engine steam', 'no engine "steam"'],
  ['data letters', 'no data set "letters"'],
];

describe('bad input gets one clear sentence and code 2:', () => {
  it.each(CASES)('topdown %s', async (typed, says) => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await topdownCommand(typed.split(' '), folder);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m); // no stack
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(readdirSync(folder)).toEqual([]); // no run is left behind
  });
});
