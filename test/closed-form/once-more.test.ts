import { expect, it } from 'vitest';
import { onceMore } from '../../src/web/page/once-more';

it('is done once more at the end, however often it was asked for meanwhile', async () => {
  const told: (() => void)[] = [];
  const ask = onceMore(() => new Promise((done) => told.push(done)));
  const first = ask();
  await Promise.all([ask(), ask()]);
  expect(told.length).toBe(1);
  told[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(told.length).toBe(2);
  told[1]?.();
  await first;
  expect(told.length).toBe(2);
  void ask();
  expect(told.length).toBe(3);
});

it('can be asked for again after it has failed', async () => {
  let times = 0;
  const ask = onceMore(async () => {
    times++;
    if (times === 1) throw new Error('not this time');
  });
  await expect(ask()).rejects.toThrow('not this time');
  await ask();
  expect(times).toBe(2);
});
