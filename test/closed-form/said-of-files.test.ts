import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/cli/sweep/plan-file';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { InputError } from '../../src/input/errors';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { CENTRED } from '../../src/network/neighbours';
import { openRun } from '../../src/runs/run-folder';
import { architectureFrom } from '../../src/training/architecture-options';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

/** What the library that checks files says itself. */
const ZOD = /\b(Invalid|Too (small|big)|Unrecognized|expected \w+, received)\b/i;

/** What is said of a file of this name with this content, when it is read. */
function saidOf(name: string, content: unknown, read: (file: string) => unknown): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  try {
    read(file);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as InputError;
    expect(message).not.toMatch(ZOD);
    expect(message).toContain(file);
    return message;
  }
  throw new Error(`${name} was read`);
}

const { test: images } = drawnDigits({ training: 1, test: 1 });
const architecture = (content: unknown) =>
  saidOf('past.json', content, (file) =>
    architectureFrom(RECURRENT, images, { architecture: file }),
  );
const layer = { name: 'layer_1', units: 20 };
const dense = { kind: 'dense' };

it('a side of squares is refused where nothing sees squares, unless it is the usual one, which older records name', () => {
  const of = (field: number) => () => architectureFrom(RECURRENT, images, { hidden: [20], field });
  expect(of(7)).toThrow('--field 7 is the side of the squares that maps see');
  expect(of(CENTRED.field)()).toEqual(architectureFrom(RECURRENT, images, { hidden: [20] }));
});

describe('what is said of an architecture', () => {
  it.each([
    [
      'a layer with text for units',
      { hidden: [{ ...layer, units: '20' }], connections: [] },
      'hidden.0.units: not a whole number from 1 to 1000000, but "20"',
    ],
    [
      'a name that is mistyped',
      { hiden: [layer], hidden: [layer], connections: [] },
      'hiden is not known here',
    ],
    [
      'a connection to nowhere said',
      { hidden: [layer], connections: [{ from: 'pixels', transform: dense }] },
      'connections.0.to: missing; it must be text',
    ],
    ['no connections', { hidden: [layer] }, 'connections: missing'],
    ['no JSON', '{', 'it is not JSON'],
  ])('%s', (_, content, says) => {
    const said = architecture(content);
    expect(said).toContain(says);
    expect(said).toContain('docs/architectures.md shows one');
  });
});

it('pixels of as many places in other rows are not those of the images', () => {
  const declared = (rows: number, columns: number) => ({
    input: { name: 'pixels', units: 784, map: { rows, columns, channels: 1 } },
    hidden: [layer],
    connections: [{ from: 'pixels', to: 'layer_1', transform: dense }],
  });
  expect(architecture(declared(14, 56))).toContain(
    'declares pixels of 14 × 56, and drawn-digits test has 28 × 28',
  );
  expect(() => architecture(declared(28, 28))).toThrow('was read');
});

describe('what is said of other files', () => {
  it('a plan whose line is no job', () => {
    const said = saidOf('jobs.jsonl', '{"job":"1"}\n', readPlan);
    expect(said).toContain('line 1 of');
    expect(said).toContain('job: not a whole number');
    expect(said).toContain('but "1"');
    expect(said).toContain('Write the plan again');
  });

  it('the record of a run', () => {
    const wrong = { ...RECORD, seed: 'x', status: 'done' };
    const said = saidOf('run.json', wrong, (file) => openRun(path.dirname(file)));
    expect(said).toContain('seed: not a whole number');
    expect(said).toContain('status: not one of running, finished, interrupted, failed, but "done"');
  });
});
