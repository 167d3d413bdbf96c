import { describe, expect, it } from 'vitest';
import { tell } from '../../src/cli/print';
import {
  EnvironmentError,
  InputError,
  inShort,
  visible,
  visibleWord,
} from '../../src/input/errors';
import { figureFile } from '../../src/pages/report/run-material';

/** It clears a screen, turns what follows round, breaks a line in a terminal, and is invisible. */
const NASTY = 'a\u001b[2J\u202eb\u2028c\u200bd\r\te\u009b\ud800';
const SEEN = 'a\\x1b[2J\\u{202e}b\\u{2028}c\\u{200b}d\\r\\te\\x9b\\u{d800}';

describe('what is not seen', () => {
  it('is shown in escaped form, once', () => {
    expect(visible(NASTY)).toBe(SEEN);
    expect(visible(SEEN)).toBe(SEEN);
    expect(visible('Ätna 東京 ½ “x” 😀 a b')).toBe('Ätna 東京 ½ “x” 😀 a b');
  });

  it('is the end of a line in a name, and not in a text', () => {
    expect(visible('one\ntwo')).toBe('one\ntwo');
    expect(visibleWord('one\ntwo')).toBe('one\\ntwo');
    expect(inShort('one\ntwo')).toBe('one\\ntwo');
  });

  it('is in no error, and in nothing that is told', () => {
    expect(new InputError(`there is no ${NASTY}`).message).toBe(`there is no ${SEEN}`);
    expect(new EnvironmentError(NASTY).message).toBe(SEEN);
    expect(() => figureFile({ path: '.' }, `x\n${NASTY}`)).toThrow(`"x\\n${SEEN}" is not the name`);
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) };
    tell(`left out: ${NASTY}`, stream as unknown as NodeJS.WriteStream);
    expect(written).toEqual([`left out: ${SEEN}\n`]);
  });

  it('takes part in how long a name is: it is cut in its middle', () => {
    expect(inShort('x'.repeat(81))).toBe(`${'x'.repeat(60)} … (1 letters) … ${'x'.repeat(20)}`);
    expect(inShort('\u001b'.repeat(1000)).length).toBeLessThan(110);
  });
});
