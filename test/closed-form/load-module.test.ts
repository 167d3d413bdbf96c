import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadModule, whyOf } from '../../src/cli/load-module';
import { EnvironmentError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';

describe('why a module of a person’s own fails', () => {
  it('is said without the stacks of compilers and loaders', () => {
    const compiled = new Error(
      'x Expression expected\n 1 | const x = ;\n   `----\n\n\nCaused by:\n 0',
    );
    expect(whyOf(compiled)).toBe('Error: x Expression expected\n 1 | const x = ;\n   `----');
    const lacking = new Error("Cannot find module './there'\nRequire stack:\n- one.ts\n- two.ts");
    expect(whyOf(lacking)).toBe("Error: Cannot find module './there'");
    expect(whyOf({ a: 1 })).toBe('{ a: 1 }');
    expect(whyOf(undefined)).toBe('undefined');
  });

  it.each([
    ['does not parse', 'const x = ;', 'SyntaxError|Transform failed|Expression expected'],
    ['imports what is not there', "require('./there')", "Cannot find module './there'"],
    ['throws', "throw new RangeError('no')", 'RangeError: no'],
  ])('is said in a sentence where it %s', (_, content, why) => {
    for (const name of ['mine.ts', 'mine.js']) {
      const file = path.join(temporaryFolder(), name);
      writeFileSync(file, content);
      expect(() => loadModule(file)).toThrow(EnvironmentError);
      expect(() => loadModule(file)).toThrow(
        new RegExp(`^\\S+${name} fails: (?!.*\n\\s+at ).*(${why})`, 's'),
      );
    }
  });
});
