import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { confirmed } from '../../src/cli/runs/confirmed';

/** What comes of a question on a terminal at which these keys are pressed. */
async function answered(keys: string): Promise<{ yes: boolean; shown: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const asked = confirmed('Remove it?', { input, output });
  input.write(keys);
  return { yes: await asked, shown: String(output.read()) };
}

it.each([
  ['y\r', true],
  [' YES \r', true],
  ['\r', false],
  ['n\r', false],
  ['yesterday\r', false],
  ['\x03', false], // Ctrl-C
  ['y\x03', false],
  ['\x04', false], // Ctrl-D
])('a question that is answered by %j', async (keys, yes) => {
  expect(await answered(keys)).toEqual({
    yes,
    shown: expect.stringContaining('Remove it? [y/N] '),
  });
});

it('a question whose input ends is not answered by yes', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = confirmed('Remove it?', { input, output });
  input.end();
  expect(await asked).toBe(false);
});
