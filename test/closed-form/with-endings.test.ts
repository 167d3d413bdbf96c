import { describe, expect, it } from 'vitest';
import { withEndings } from '../../src/training/training-observers';

const fails = (why: string) => () => {
  throw new Error(why);
};

describe('work with endings', () => {
  it('has them all done in order, and hands back what came of it', async () => {
    const done: string[] = [];
    const came = await withEndings(async (atTheEnd) => {
      atTheEnd(() => done.push('first'));
      atTheEnd(() => done.push('second'));
      done.push('work');
      return 'result';
    });
    expect(came).toBe('result');
    expect(done).toEqual(['work', 'first', 'second']);
  });

  it('tells its own error though its endings fail, too, and does them all', async () => {
    const done: string[] = [];
    const work = withEndings(async (atTheEnd) => {
      atTheEnd(fails('the disk is full'));
      atTheEnd(() => done.push('second'));
      fails('the weights grew')();
    });
    await expect(work).rejects.toThrow('the weights grew');
    expect(done).toEqual(['second']);
  });

  it('fails where only an ending does', async () => {
    const work = withEndings(async (atTheEnd) => atTheEnd(fails('the disk is full')));
    await expect(work).rejects.toThrow('the disk is full');
  });
});
