import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../src/engine/random';
import { initialise, type Network } from '../../src/network/network';
import { layersIn, recurrent } from '../support/architectures';
import { bits } from '../support/numbers';
import { freeing } from '../support/record';

const FIXED = { seed: 20260101, numRuns: 50 };
const anyName = fc.array(fc.oneof(fc.string(), fc.nat()), { maxLength: 4 });

describe('a random stream', () => {
  it('gives the numbers it has always given', () => {
    const stream = (...name: (string | number)[]) => randomStream(17, ...name);
    const negatives = stream('negatives', 1, 2);
    expect([negatives.uniform(), negatives.uniform(), negatives.uniform()]).toEqual([
      0.8044656453615084, 0.0667148941215544, 0.6395964000337182,
    ]);
    expect(stream('weights').normal()).toBe(0.06606953453329127);
    expect(Array.from(stream('weights', 'bottom-up', 1).normals(4))).toEqual([
      1.5945696830749512, 1.0224106311798096, -0.24312704801559448, -2.114180564880371,
    ]);
    expect(Array.from(stream('negatives', 1, 2).uniforms(4))).toEqual([
      0.2178625464439392, 0.6979016065597534, 0.2668595314025879, 0.051022350788116455,
    ]);
    expect(Array.from(stream('order', 1).permutation(10))).toEqual([5, 8, 4, 7, 3, 9, 6, 2, 1, 0]);
    const shift = stream('shift');
    expect(Array.from({ length: 12 }, () => shift.integer(-1, 1))).toEqual([
      0, 0, -1, -1, 0, 0, 1, -1, -1, -1, 0, 1,
    ]);
    expect(randomStream(18, 'negatives', 1, 2).uniform()).toBe(0.5474349102474517);
  });

  it('depends on its own seed and name alone, whatever others draw in between', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        anyName,
        anyName,
        fc.array(fc.boolean()),
        (seed, name, other, turns) => {
          const alone = randomStream(seed, ...name);
          const expected = turns.map(() => alone.uniform());
          const [disturbed, consumer] = [randomStream(seed, ...name), randomStream(seed, ...other)];
          const found = turns.map((turn) => {
            if (turn) consumer.normals(3);
            return disturbed.uniform();
          });
          expect(found).toEqual(expected);
        },
      ),
      FIXED,
    );
  });

  it('differs from every stream of another seed or name', () => {
    const names = [[], ['a'], ['b'], ['a', 1], ['a', 11], ['a', 1, 1], ['a1'], ['1'], [1]];
    const first = [17, 18].flatMap((seed) =>
      names.map((name) => randomStream(seed, ...(name as string[])).uniform()),
    );
    expect(new Set(first).size).toBe(first.length);
  });

  it('draws whole numbers between both bounds and reaches both', () => {
    const random = randomStream(1, 'integers');
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(-2, 2)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  it('permutes: every number once', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 60 }), (seed, count) => {
        const order = Array.from(randomStream(seed, 'order').permutation(count));
        expect(order.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
      FIXED,
    );
  });

  it('puts each of 4 things in each place equally often', () => {
    const counts = new Array<number>(16).fill(0);
    const random = randomStream(2, 'order');
    for (let i = 0; i < 8000; i++)
      random.permutation(4).forEach((thing, place) => {
        counts[4 * place + thing] = (counts[4 * place + thing] as number) + 1;
      });
    const distance = counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
    // 0.999 quantile of chi-square with nine degrees of freedom
    expect(distance).toBeLessThan(27.88);
  });

  it.each([
    {
      name: 'uniforms',
      draw: (r: RandomStream) => r.uniforms(40_000),
      mean: 0.5,
      variance: 1 / 12,
    },
    { name: 'normals', draw: (r: RandomStream) => r.normals(40_000), mean: 0, variance: 1 },
  ])('has the mean and variance of its distribution: $name', ({ draw, mean, variance }) => {
    const values = Array.from(draw(randomStream(3, 'moments')));
    const average = values.reduce((sum, x) => sum + x, 0) / values.length;
    const spread = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / values.length;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / values.length));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.03);
  });
});

describe('initial weights', () => {
  it('do not depend on the layers above them', () =>
    freeing(() => {
      const [small, tall] = [
        [6, 5],
        [6, 5, 4],
      ].map((hidden) => initialise(recurrent({ pixels: 8, hidden, classes: 10 }), 3));
      const of = (network: typeof small, l: number) => {
        const layer = layersIn(network as Network)[l];
        return { up: bits(layer?.bottomUp as Tensor), down: bits(layer?.topDown as never) };
      };
      expect(of(tall, 0)).toEqual(of(small, 0));
      expect(of(tall, 1).up).toEqual(of(small, 1).up);
    }));

  it('are unlike from layer to layer and from seed to seed', () =>
    freeing(() => {
      const architecture = recurrent({ pixels: 6, hidden: [6, 6], classes: 6 });
      const matrices = [1, 2].flatMap((seed) =>
        layersIn(initialise(architecture, seed)).flatMap(({ bottomUp, topDown }) => [
          bottomUp,
          topDown,
        ]),
      );
      expect(new Set(matrices.map((matrix) => bits(matrix)[0])).size).toBe(8);
    }));

  it('have variance one over the units they come from; biases and readout are zero', () =>
    freeing(() => {
      const network = initialise(recurrent({ pixels: 100, hidden: [300, 150], classes: 10 }), 4);
      const [first, second] = layersIn(network);
      const meanSquare = (values: number[]) =>
        values.reduce((sum, x) => sum + x * x, 0) / values.length;
      const shares = [
        [first?.bottomUp, 100],
        [first?.topDown, 150],
        [second?.bottomUp, 300],
        [second?.topDown, 10],
      ] as const;
      for (const [weights, from] of shares) {
        expect(weights?.shape[0]).toBe(from);
        expect(Math.abs(from * meanSquare(bits(weights as Tensor)) - 1)).toBeLessThan(0.12);
      }
      for (const bias of network.biases) expect(Math.max(...bits(bias).map(Math.abs))).toBe(0);
      expect(network.readout.shape).toEqual([150, 10]);
      expect(Math.max(...bits(network.readout).map(Math.abs))).toBe(0);
    }));
});
