import { createHash } from 'node:crypto';
import { lastValueFrom } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/backend';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { disposeLearner, newLearner } from '../../src/learning/learner';
import { defaultSettings } from '../../src/learning/settings';
import { systemNamed } from '../../src/learning/systems/systems';
import { train } from '../../src/learning/train';
import { layersOf } from '../../src/network/neighbours';
import { parametersOf } from '../../src/network/network';

const { training } = drawnDigits({ training: 60, test: 10, seed: 1 });

/** Each way to learn, by a network that is small enough for the plain engine. */
const CASES = [
  { system: 'recurrent', hidden: [12, 10], more: {} },
  { system: 'recurrent', hidden: [9], more: { schedule: 'alternating' } },
  { system: 'recurrent', hidden: [9, 8, 7], more: { shift: 1, damping: 0.5 } },
  { system: 'recurrent', hidden: [9, 8, 7], more: { schedule: 'alternating', steps: 6 } },
  { system: 'label-in-image', hidden: [12, 10], more: {} },
  { system: 'hybrid-images', hidden: [12, 10], more: { columns: 28, blurs: 6 } },
  { system: 'backpropagation', hidden: [12, 10], more: {} },
  {
    system: 'backpropagation-through-time',
    hidden: [9, 8],
    more: { steps: 3, window: { first: 2, last: 3 } },
  },
  {
    system: 'predictive-coding',
    hidden: [9, 8],
    more: { steps: 3, inferenceRate: 0.1, topDown: 0.1 },
  },
] as const;

/** What two epochs of three batches leave behind: each array as the beginning of its SHA-256. */
async function learnt({ system: name, hidden, more }: (typeof CASES)[number]) {
  const system = systemNamed(name);
  const start = newLearner(system.architecture(layersOf({ pixels: 784, hidden, classes: 10 })), 5);
  const settings = { ...defaultSettings(hidden), epochs: 2, batch: 20, seed: 5, ...more };
  const last = await lastValueFrom(train(system, start, training, settings));
  disposeLearner(start);
  if (last.kind !== 'finished') throw new Error(`it ended with ${last.kind}`);
  const { network, velocity, meanActivity } = last.learner;
  const arrays = [
    ...parametersOf(network).map(({ name, tensor }) => [name, tensor] as const),
    ...parametersOf(velocity).map(({ name, tensor }) => [`velocity.${name}`, tensor] as const),
    ...meanActivity.map((tensor, at) => [`mean activity ${at + 1}`, tensor] as const),
  ];
  const hashes = arrays.map(([name, tensor]) => {
    const { buffer, byteOffset, byteLength } = tensor.dataSync();
    const sha256 = createHash('sha256').update(new Uint8Array(buffer, byteOffset, byteLength));
    return [name, sha256.digest('hex').slice(0, 16)];
  });
  disposeLearner(last.learner);
  return Object.fromEntries(hashes);
}

// The plain engine computes in JavaScript, whose numbers are the same on every machine.
describe('the same system, settings and seed give the same bits', () => {
  beforeAll(() => startEngine('javascript'));

  it.each(CASES)('$system, hidden layers of $hidden, $more', async (one) => {
    expect(await learnt(one)).toMatchSnapshot();
  });
});
