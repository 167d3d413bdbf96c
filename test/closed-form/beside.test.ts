import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { checkBeside, eachFeedforward } from '../../src/experiments/watching/beside';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { InputError } from '../../src/input/errors';
import { encodeTrained } from '../../src/learning/network-file';
import { type CommonSettings, commonDefaults, defaultSettings } from '../../src/learning/settings';
import type { System } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { BACKPROPAGATION_THROUGH_TIME } from '../../src/learning/systems/backpropagation-through-time';
import { LABEL_IN_IMAGE } from '../../src/learning/systems/label-in-image';
import { PREDICTIVE_CODING } from '../../src/learning/systems/predictive-coding';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { layersOf } from '../../src/network/neighbours';
import { disposeNetwork, initialise } from '../../src/network/network';
import { leaveOut } from '../../src/network/variants';
import { newRun } from '../../src/runs/perform';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';
import '../support/engine';

const { test: images } = drawnDigits({ training: 1, test: 1 });
const HIDDEN = [4, 3];
const FEEDFORWARD = { ...commonDefaults(HIDDEN), seed: 1 };
const RECURRING = { ...defaultSettings(HIDDEN), seed: 1 };
const INFERRING = { ...FEEDFORWARD, steps: 4, inferenceRate: 0.1, topDown: 1 };

/** The file of a network of this system that has learnt nothing. */
function exported<S extends CommonSettings>(
  system: System<S>,
  settings: S,
  { hidden = HIDDEN, without = [] as readonly string[] } = {},
): string {
  const layers = layersOf({ pixels: 28 * 28, hidden, classes: 10 });
  const network = initialise(leaveOut(system.architecture(layers), without), settings.seed);
  const file = path.join(temporaryFolder(), `${system.name}.safetensors`);
  const from = { set: 'mnist', split: 'test' } as const;
  writeFileSync(file, encodeTrained(system, { network, settings }, from));
  disposeNetwork(network);
  return file;
}

/** A study on images of another set, with these networks beside its own. */
function experimentWith(beside: readonly string[]) {
  const options = { beside, images: 1, split: 'validation' as const };
  const run = newRun(temporaryFolder(), { ...RECORD, status: 'running' });
  return { run, dataSet: 'drawn-digits', options, say: () => undefined } as unknown as Parameters<
    typeof checkBeside
  >[1];
}

/** What is wrong with these networks; no tensor is left of them. */
async function refusalOf(...beside: readonly string[]): Promise<unknown> {
  const before = tf.memory().numTensors;
  const error = await checkBeside(images, experimentWith(beside)).catch((one) => one);
  expect(tf.memory().numTensors).toBe(before);
  return error;
}

describe('a network that is set beside others', () => {
  it('may be feed-forward', async () =>
    expect(await refusalOf(exported(BACKPROPAGATION, FEEDFORWARD))).toBeUndefined());

  it.for([
    ['recurrent', () => exported(RECURRENT, RECURRING)],
    [
      'recurrent',
      () => exported(RECURRENT, { ...RECURRING, steps: 1, window: { first: 1, last: 1 } }),
    ],
    ['predictive-coding', () => exported(PREDICTIVE_CODING, INFERRING)],
    [
      'backpropagation-through-time',
      () => exported(BACKPROPAGATION_THROUGH_TIME, RECURRING, { without: ['top-down'] }),
    ],
  ] as const)('is refused where it takes steps: %s', async ([system, make]) => {
    const file = make();
    const error = await refusalOf(file);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain(
      `${file} is of the system ${system}, which is not feed-forward`,
    );
  });

  it('is refused where another of its system, sizes and seed is named, too', async () => {
    const one = exported(BACKPROPAGATION, FEEDFORWARD);
    const longer = exported(BACKPROPAGATION, { ...FEEDFORWARD, epochs: 99 });
    expect(await refusalOf(one, longer)).toMatchObject({
      name: 'InputError',
      message: `${one} and ${longer} are both backpropagation, 4 + 3 units, seed 1: leave one out`,
    });
    const apart = [
      exported(BACKPROPAGATION, { ...FEEDFORWARD, seed: 2 }),
      exported(BACKPROPAGATION, FEEDFORWARD, { hidden: [5, 3] }),
      exported(LABEL_IN_IMAGE, FEEDFORWARD),
    ];
    expect(await refusalOf(one, ...apart, one)).toBeUndefined(); // the same file again is no other
  });

  it('is asked where it has the sizes and the seed of the one beside it, once', async () => {
    const file = exported(BACKPROPAGATION, FEEDFORWARD);
    const wider = exported(BACKPROPAGATION, FEEDFORWARD, { hidden: [5, 3] });
    const other = exported(BACKPROPAGATION, { ...FEEDFORWARD, seed: 2 });
    const layers = layersOf({ pixels: 28 * 28, hidden: HIDDEN, classes: 10 });
    const network = initialise(RECURRENT.architecture(layers), 1);
    const asked: number[] = [];
    const experiment = experimentWith([wider, file, other, file]);
    await eachFeedforward({ network, seed: 1 }, images, experiment, async ({ multiplyAdds }) => {
      asked.push(multiplyAdds);
    });
    disposeNetwork(network);
    expect(asked).toEqual([28 * 28 * 4 + 4 * 3 + 3 * 10]);
  });
});
