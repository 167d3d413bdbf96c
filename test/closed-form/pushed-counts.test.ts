import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { pushedCounts } from '../../bench/pushed-counts';
import { randomStream } from '../../src/engine/random';
import { disposeNetwork } from '../../src/network/network';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { randomImages, randomNetwork } from '../support/networks';

it('the rows that a benchmark counts are pushed against the label that the readout takes images for', () => {
  const network = randomNetwork([12, 8]);
  const pixels = Float32Array.from(randomImages(6).flat());
  const labels = new Int32Array(6);
  // So sharp an objective that many rows are told apart already: which, depends on the wrong label.
  const settings = { ...PAPER_PERCEPTION, temperature: 0.2 };
  const [units = 0, classes = 0] = network.readout.shape;
  /** Whatever it sees, the readout is sure of this label, or else of the next. */
  const countsIf = (label: number, drawn: number) => {
    const sure = Array.from({ length: units * classes }, (_, at) =>
      at % classes === label ? 100 : at % classes === (label + 1) % classes ? 10 : 0,
    );
    const readout = tf.tensor2d(sure, [units, classes]);
    const random = (name: string) => randomStream(drawn, name);
    try {
      return pushedCounts({ ...network, readout }, { pixels, labels, random }, settings);
    } finally {
      readout.dispose();
    }
  };
  const before = tf.memory().numTensors;
  const counts = Array.from({ length: classes }, (_, label) => countsIf(label, 1));
  expect(tf.memory().numTensors).toBe(before);
  for (const [label, count] of counts.entries()) expect(countsIf(label, 2)).toEqual(count); // too sure for chance
  expect(new Set(counts.slice(1).map(String)).size).toBeGreaterThan(3); // each label pushes rows of its own
  expect(counts[0]).toEqual(counts[1]); // the true label is none to be drawn: the next takes its place
  for (const count of counts) {
    for (const rows of count) expect(rows).toBeGreaterThan(0);
    for (const rows of count) expect(rows).toBeLessThan(2 * 6 * settings.steps);
  }
  disposeNetwork(network);
});
