import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstValueFrom, reduce } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import type { LabelledImages } from '../../src/images/labelled-images';
import { first } from '../../src/images/split';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { disposeNetwork } from '../../src/network/network';
import { bytesNamed, encodeSafetensors, readSafetensors } from '../../src/network/safetensors';
import { evaluate, joinEvaluations } from '../../src/perception/evaluate';
import { dataHere } from '../support/data-here';

/** What the package's page has rounded: src/web/networks.json. */
const [MODEL] = JSON.parse(readFileSync('src/web/networks.json', 'utf8'))
  .filter(({ packed }: { packed: string }) => packed === 'rounded')
  .map(({ model }: { model: string }) => model) as [string];
const whole = readFileSync(path.resolve('models', `${MODEL}.safetensors`));

let withRoundedWeights: (file: Uint8Array) => Uint8Array;
beforeAll(async () => {
  ({ withRoundedWeights } = await import(path.resolve('setup/rounded-weights.mjs')));
});

async function answers(bytes: Uint8Array, images: LabelledImages): Promise<Uint8Array> {
  const { network, settings } = await readTrained(RECURRENT, bytesNamed(MODEL, bytes));
  const all = evaluate(network, images, settings).pipe(reduce(joinEvaluations));
  const { goodness } = await firstValueFrom(all);
  disposeNetwork(network);
  return goodness as Uint8Array;
}

describe('the network that the package’s page has rounded', () => {
  it('differs in no weight by more than a 256th of it, and packs a sixth smaller', async () => {
    const [rounded, before] = await Promise.all(
      [withRoundedWeights(whole), whole].map((bytes) => readSafetensors(bytesNamed(MODEL, bytes))),
    );
    expect(rounded?.metadata).toEqual(before?.metadata);
    for (const [name, { values }] of before?.tensors ?? []) {
      const others = rounded?.tensors.get(name)?.values ?? new Float32Array();
      expect(others.length).toBe(values.length);
      // The smallest float16 of full precision is 2⁻¹⁴: what lies below has fewer bits.
      const apart = values.filter(
        (one, at) =>
          Math.abs(one - (others[at] ?? Number.NaN)) > Math.max(Math.abs(one), 2 ** -14) / 256,
      );
      expect([name, apart.length]).toEqual([name, 0]);
    }
    const size = (bytes: Uint8Array) => gzipSync(bytes).length;
    expect(size(withRoundedWeights(whole))).toBeLessThan((5 / 6) * size(whole) * 1.01);
  });

  it('answers as it does in the clone: drawn digits', async () => {
    const { test } = drawnDigits({ test: 300 });
    expect(await answers(withRoundedWeights(whole), test)).toEqual(await answers(whole, test));
  });

  it('answers as it does in the clone: MNIST’s test digits', async ({ skip }) => {
    const mnist = await dataHere('mnist');
    if (!mnist) return skip('MNIST is not here');
    const digits = first(mnist.test, 2000);
    expect(await answers(withRoundedWeights(whole), digits)).toEqual(await answers(whole, digits));
  });

  it('rounds to the nearest, of equals to the even one, and no other file', () => {
    const file = (precision: 'F16' | 'F32', values: number[]) =>
      encodeSafetensors(
        {
          metadata: {},
          tensors: new Map([['a', { shape: [values.length], values: Float32Array.from(values) }]]),
        },
        precision,
      );
    // Above 1 a float16 is of 1024ths, below it of 2048ths; eight of them are one that is kept.
    const above = (units: number) => 1 + units / 1024;
    const given = [...[0, 3, 4, 5, 12, 20, 1023].map(above), 1 - 6 / 2048];
    const kept = [...[0, 0, 0, 8, 16, 16, 1024].map(above), 1 - 8 / 2048];
    expect(Buffer.from(withRoundedWeights(file('F16', given)))).toEqual(
      Buffer.from(file('F16', kept)),
    );
    expect(() => withRoundedWeights(file('F32', [1]))).toThrow('a is F32, not F16');
  });
});
