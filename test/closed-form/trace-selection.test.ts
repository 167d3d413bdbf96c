import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import { imagesPerChunk, traceBytes } from '../../src/observation/trace-arrays';
import { indices, selectTrace, type TraceChoice } from '../../src/observation/trace-selection';

const units = { what: 'unit', where: ' in layer 1', first: 0, last: 499 };
const bounds = {
  images: 100,
  sizes: { pixels: 784, hidden: [500, 300], classes: 10 },
  steps: 8,
};

describe('numbers as a person chooses them', () => {
  it.each([
    ['0-3,20', [0, 1, 2, 3, 20]],
    ['7', [7]],
    [' 20 , 0 - 2 ', [20, 0, 1, 2]],
    ['499', [499]],
  ])('%s', (text, chosen) => expect(indices(text, units)).toEqual(chosen));

  it('all is the whole range, from its first number', () => {
    expect(indices('all', { what: 'hidden layer', first: 1, last: 3 })).toEqual([1, 2, 3]);
  });

  it('a list is taken as it is', () => expect(indices([3, 1], units)).toEqual([3, 1]));

  it.each([
    ['500', 'there is no unit 500 in layer 1: choose from 0 to 499'],
    ['0-99999999999', 'there is no unit 99999999999 in layer 1: choose from 0 to 499'],
    ['9-3', 'unit 9-3 runs backwards: write 3-9'],
    ['0-3,2', 'unit 2 in layer 1 is chosen twice'],
    ['0-499,'.repeat(1e5).slice(0, -1), 'unit 0 in layer 1 is chosen twice'],
    ['', 'names no unit'],
    ['1,,2', 'names no unit'],
    ['-1', 'names no unit'],
    ['1.5', 'names no unit'],
    ['ten', 'names no unit'],
  ])('"%s" is refused', (text, message) => {
    expect(() => indices(text, units)).toThrow(InputError);
    expect(() => indices(text, units)).toThrow(message);
  });

  it.each([
    [[], 'no unit in layer 1 is chosen'],
    [[500], 'there is no unit 500 in layer 1'],
    [[1.5], 'there is no unit 1.5 in layer 1'],
  ])('the list %j is refused', (list, message) => {
    expect(() => indices(list, units)).toThrow(message);
  });
});

describe('what a trace records', () => {
  it('is everything, unless something is named', () => {
    const selection = selectTrace({}, bounds);
    expect(selection.images).toHaveLength(100);
    expect(selection.hypotheses).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(selection.steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(selection.layers.map(({ layer, units }) => [layer, units.length])).toEqual([
      [1, 500],
      [2, 300],
    ]);
    expect(selection.variables).toEqual(['activity', 'goodness']);
  });

  it('takes units of every layer, or layer by layer', () => {
    const of = (choice: TraceChoice) => selectTrace(choice, bounds).layers;
    expect(of({ units: '0,299' }).map(({ units }) => units)).toEqual([
      [0, 299],
      [0, 299],
    ]);
    const apart = of({ units: '1:499,0-1;2:7' }).map(({ units }) => units);
    expect(apart).toEqual([[499, 0, 1], [7]]);
    expect(of({ units: '1:5' }).map(({ units }) => units.length)).toEqual([1, 300]);
  });

  it.each<[TraceChoice, string]>([
    [{ layers: '3' }, 'there is no hidden layer 3: choose from 1 to 2'],
    [{ layers: '0' }, 'there is no hidden layer 0: choose from 1 to 2'],
    [{ layers: '1', units: '500' }, 'there is no unit 500 in layer 1: choose from 0 to 499'],
    [{ units: '400' }, 'there is no unit 400 in layer 2: choose from 0 to 299'],
    [{ steps: '0-9' }, 'there is no step 9: choose from 0 to 8'],
    [{ hypotheses: '10' }, 'there is no hypothesis 10: choose from 0 to 9'],
    [{ images: '100' }, 'there is no image 100: choose from 0 to 99'],
    [{ layers: '1', units: '2:0' }, 'units of layer 2 are chosen, but that layer is not recorded'],
    [{ units: '1:0;1:2' }, 'units of layer 1 are chosen twice'],
    [{ units: '1:0;7' }, '"7" names no units'],
    [{ variables: [] }, 'nothing to record'],
  ])('%j is refused', (choice, message) => {
    expect(() => selectTrace(choice, bounds)).toThrow(InputError);
    expect(() => selectTrace(choice, bounds)).toThrow(message);
  });

  it('is counted in bytes, and cut into chunks of a few megabytes', () => {
    const whole = selectTrace({}, bounds);
    expect(traceBytes(whole)).toBe(4 * 100 * 10 * 9 * (500 + 300 + 2));
    expect(imagesPerChunk(whole)).toBe(64);
    const wide = { ...bounds, sizes: { ...bounds.sizes, hidden: [3072, 3072] } };
    expect(imagesPerChunk(selectTrace({}, wide))).toBe(34); // 34 · 10 · 3072 · 4 bytes < 4 MiB
    const huge = { ...bounds, sizes: { ...bounds.sizes, hidden: [120_000] } };
    expect(imagesPerChunk(selectTrace({}, huge))).toBe(1);
    expect(imagesPerChunk(selectTrace({ variables: ['goodness'] }, huge))).toBe(64);
    expect(imagesPerChunk(selectTrace({ images: '3,5' }, bounds))).toBe(2);
  });
});

describe('hypotheses that differ from image to image', () => {
  it.each([
    ['true', [-2]],
    [' answer , none', [-3, -1]],
    ['0,7', [0, 7]],
  ])('%s', (hypotheses, codes) => {
    expect(selectTrace({ hypotheses }, bounds).hypotheses).toEqual(codes);
  });

  it.each([
    ['true,7', 'hypotheses true,7: give labels by number, or none, true, answer, not both'],
    ['none,none', 'hypotheses none,none: say each once'],
    ['truth', '"truth" names no hypothesis'],
    ['constructor', '"constructor" names no hypothesis'],
    ['-2', 'names no hypothesis'],
  ])('%s is refused', (hypotheses, says) => {
    expect(() => selectTrace({ hypotheses }, bounds)).toThrow(InputError);
    expect(() => selectTrace({ hypotheses }, bounds)).toThrow(says);
  });
});
