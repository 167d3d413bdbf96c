import { describe, expect, it } from 'vitest';
import type { LabelledImages } from '../../src/images/labelled-images';
import { sample, sampledPlaces } from '../../src/images/sample';

describe('a sample of images', () => {
  it('has each place at most once, any of them, and is the same for a seed', () => {
    const places = [...sampledPlaces(1000, 400, 17)];
    expect(new Set(places).size).toBe(400);
    expect(Math.max(...places)).toBeGreaterThan(900);
    expect(places).toEqual([...sampledPlaces(1000, 400, 17)]);
    expect(places).not.toEqual([...sampledPlaces(1000, 400, 18)]);
  });

  it('begins with what a smaller one of the same seed has', () => {
    expect([...sampledPlaces(1000, 400, 3)].slice(0, 7)).toEqual([...sampledPlaces(1000, 7, 3)]);
  });

  const images: LabelledImages = {
    ...{ name: 'some', count: 6, classes: 6, classNames: [...'012345'] },
    ...{ rows: 1, columns: 2, channels: 1, labels: Uint8Array.of(0, 1, 2, 3, 4, 5) },
    pixels: Uint8Array.from({ length: 12 }, (_, at) => Math.floor(at / 2)),
  };

  it('keeps pixels and labels together, and says that it is one', () => {
    const { name, count, labels, pixels } = sample(images, 4, 9);
    expect([name, count]).toEqual(['some, a random sample', 4]);
    expect([...labels]).toEqual([...sampledPlaces(6, 4, 9)]);
    expect([...pixels]).toEqual([...labels].flatMap((label) => [label, label]));
  });

  it('of all images is all of them, and none has more', () => {
    const { name, labels } = sample(images, 6, 9);
    expect(name).toBe('some');
    expect([...labels].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(() => sample(images, 7, 9)).toThrow('cannot take 7 of');
  });
});
