import { type Architecture, sizesOf } from '../../network/architecture';
import { type Network, unitsRead } from '../../network/network';
import { transformOf } from '../../network/transforms/transforms';
import { PIXELS, wiresOf } from '../../network/wires';
import { winners } from '../../perception/recognise';
import { onePassMultiplyAdds, onePassReading, type Reading } from '../reading';
import { type Inference, recogniseByInference } from './inference';

/**
 * The ways in which a network of predictive coding is read: by the label that it infers, where anything is
 * predicted from above, and by the softmax on one pass. Where nothing is, that pass predicts all there is, and
 * inference stays there.
 */
export function predictiveCodingReadings(
  network: Network,
  inference: Inference,
): readonly Reading[] {
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const inferred: Reading = {
    name: 'predictive-coding-top-down',
    about: 'predictive coding: the label that is inferred',
    multiplyAdds: inferenceMultiplyAdds(architecture, inference),
    answer: (pixels) => {
      const { scores } = recogniseByInference(network, pixels, inference);
      return winners(scores.at(-1) as Float32Array, classes);
    },
  };
  const predictedFromAbove = wiresOf(architecture)
    .flat()
    .some(({ direction }) => direction === 'top-down');
  return [
    ...(predictedFromAbove && inference.topDown > 0 ? [inferred] : []),
    onePassReading(
      { name: 'predictive-coding-one-pass', about: 'predictive coding: one pass' },
      network,
      (pixels) => recogniseByInference(network, pixels, { ...inference, steps: 0 }),
    ),
  ];
}

/**
 * Multiply-adds of the products of inference: one pass, then at each step all predictions but the pixels' own,
 * and the errors that come back over the same weights.
 */
function inferenceMultiplyAdds(
  architecture: Architecture,
  { steps }: Pick<Inference, 'steps'>,
): number {
  const between = wiresOf(architecture)
    .flat()
    .filter(({ source }) => source !== PIXELS);
  const weights = between.reduce(
    (sum, wire) => sum + transformOf(wire.transform).weightCount(wire),
    unitsRead(architecture) * sizesOf(architecture).classes,
  );
  return onePassMultiplyAdds(architecture) + 2 * steps * weights;
}
