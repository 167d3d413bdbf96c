import { batchOrder, gather } from '../../src/images/batches';
import type { LabelledImages } from '../../src/images/labelled-images';

/**
 * Share of test images that a linear classifier gets right: softmax regression on the pixels,
 * stochastic gradient descent with momentum 0.9, batches of 50. Plain loops, no randomness but the
 * seeded order.
 */
export function linearAccuracy(
  training: LabelledImages,
  test: LabelledImages,
  { epochs = 15, rate = 0.02, seed = 1 } = {},
): number {
  const { classes, rows, columns } = training;
  const inputs = rows * columns + 1;
  const weights = new Float32Array(inputs * classes);
  const velocity = new Float32Array(inputs * classes);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const indices of batchOrder(training.count, 50, seed, epoch)) {
      const gradient = new Float32Array(inputs * classes);
      const { pixels, labels } = gather(training, indices);
      labels.forEach((label, image) => {
        const seen = pixels.subarray(image * (inputs - 1), (image + 1) * (inputs - 1));
        const error = probabilities(seen, weights, classes);
        error[label] = (error[label] as number) - 1;
        accumulate(gradient, seen, error);
      });
      gradient.forEach((slope, at) => {
        velocity[at] = 0.9 * (velocity[at] as number) - (rate * slope) / indices.length;
        weights[at] = (weights[at] as number) + (velocity[at] as number);
      });
    }
  }
  const { pixels, labels } = gather(
    test,
    Array.from({ length: test.count }, (_, at) => at),
  );
  const right = labels.filter((label, image) => {
    const seen = pixels.subarray(image * (inputs - 1), (image + 1) * (inputs - 1));
    const chances = probabilities(seen, weights, classes);
    return chances.indexOf(Math.max(...chances)) === label;
  });
  return right.length / test.count;
}

function probabilities(seen: Float32Array, weights: Float32Array, classes: number): Float32Array {
  const logits = weights.slice(seen.length * classes); // the bias
  seen.forEach((value, input) => {
    if (value === 0) return;
    for (let label = 0; label < classes; label++)
      logits[label] =
        (logits[label] as number) + value * (weights[input * classes + label] as number);
  });
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power);
  return powers.map((power) => power / sum);
}

function accumulate(gradient: Float32Array, seen: Float32Array, error: Float32Array): void {
  const classes = error.length;
  const add = (value: number, input: number) => {
    if (value === 0) return;
    for (let label = 0; label < classes; label++)
      gradient[input * classes + label] =
        (gradient[input * classes + label] as number) + value * (error[label] as number);
  };
  seen.forEach(add);
  add(1, seen.length);
}
