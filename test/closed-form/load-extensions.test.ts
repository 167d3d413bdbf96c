import { describe, expect, it } from 'vitest';
import { whyOf } from '../../src/cli/load-extensions';

describe('why an extension fails', () => {
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
});
