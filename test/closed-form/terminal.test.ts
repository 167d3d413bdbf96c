import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { terminal } from '../../src/cli/terminal';

/** A stream that says it is a terminal, and what was written to it. */
function screen(columns = 120) {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), {
    ...{ isTTY: true, columns, rows: 40 },
    ...{ cursorTo: () => true, moveCursor: () => true, clearLine: () => true },
    ...{ clearScreenDown: () => true, getWindowSize: () => [columns, 40] },
  });
  stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    text: () => written.join(''),
  };
}

/** Timers that would keep a process alive. */
const timers = () =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

const drawn = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('progress on a terminal', () => {
  it('shows work within work, each with its note and details, and what is said between', async () => {
    const { stream, text } = screen();
    const { progress, say, close } = terminal(stream);
    const outer = progress('training', 4);
    outer.advance(1, 'epoch 1/3', ['so far: half wrong']);
    const inner = progress('recognising', 10);
    inner.advance(5);
    say('a line for people');
    await drawn();
    inner.done();
    outer.advance(1, 'epoch 2/3', ['so far: a third wrong']);
    await drawn();
    outer.done();
    for (const part of ['training', '25 %', 'epoch 1/3', 'so far: half wrong'])
      expect(text()).toContain(part);
    for (const part of ['recognising', '50 %', 'a line for people', 'epoch 2/3', 'a third wrong'])
      expect(text()).toContain(part);
    const left = timers();
    close(); // finds nothing to take away
    expect(timers()).toBe(left);
  });

  it('says all of a long line, between words, and leaves nothing of a bar beside it', async () => {
    const { stream, text } = screen(80);
    const { progress, say, close } = terminal(stream);
    progress('training', 4).advance(1, 'epoch 1/3');
    const words =
      'wrong label preferred for 8.37 % of the training images, readout wrong on 12.69 %';
    say(`epoch 1/15: ${words}`);
    await drawn();
    close();
    expect(text()).toContain(
      'epoch 1/15: wrong label preferred for 8.37 % of the training images, readout\x1b[K\nwrong on 12.69 %\x1b[K\n',
    );
    const bars = text().match(/training (?:(?!training ).)* left/g) ?? [];
    expect(bars.length).toBeGreaterThan(0);
    for (const bar of bars) expect(bar.length).toBeLessThanOrEqual(80);
  });

  it('keeps nothing alive once it is closed, whatever was left open', () => {
    const { stream, text } = screen();
    const { progress, say, close } = terminal(stream);
    const before = timers();
    const left = progress('measuring', 3);
    progress('and within it', 3).advance(1);
    expect(timers()).toBeGreaterThan(before);
    close();
    expect(timers()).toBe(before);
    left.done(); // late: it is gone already
    say('after it');
    expect(text()).toContain('after it\n');
  });
});
