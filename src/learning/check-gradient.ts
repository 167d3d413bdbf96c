import type { Tensor } from '../engine/ops';
import { EnvironmentError } from '../input/errors';
import { type Network, parametersOf } from '../network/network';
import type { BatchGradient } from './system';

/**
 * Throws EnvironmentError where what a system's `gradient` makes of so many images does not fit the network: a
 * gradient of another shape would be spread over the weights, and nobody would see it. Looks at no number of
 * a tensor.
 */
export function checkGradient(computed: BatchGradient, network: Network, images: number): void {
  const why =
    wrongGradient(computed, network) ??
    wrongActivity(computed, network, images) ??
    wrongTally(computed, network);
  if (why !== undefined) throw new EnvironmentError(`the system’s gradient gives ${why}`);
}

function wrongGradient({ gradient }: BatchGradient, network: Network): string | undefined {
  const { architecture } = network;
  const given = parametersOf({ ...gradient, architecture });
  for (const [at, { name, kind, tensor }] of parametersOf(network).entries()) {
    const [found, wanted] = [shapeOf(given[at]?.tensor), shapeOf(tensor)];
    if (kind !== 'frozen' && found !== wanted)
      return `as the gradient of ${name} ${found}, not ${wanted}`;
  }
  return undefined;
}

function wrongActivity(
  { lastActivity }: BatchGradient,
  { architecture: { hidden } }: Network,
  images: number,
): string | undefined {
  if (!lastActivity) return undefined;
  for (const [at, { name, units }] of hidden.entries()) {
    const found = shapeOf(lastActivity[at]);
    if (found !== `[${images}, ${units}]` && found !== `[1, ${units}]`)
      return `as the last activity of ${name} ${found}, not [${images}, ${units}]`;
  }
  return undefined;
}

/** Goodness and logits that are not finite are for `checkTally` to tell. */
function wrongTally(
  { tally }: BatchGradient,
  { architecture: { hidden } }: Network,
): string | undefined {
  const { batches, images, pairsWrong, readoutWrong, positive, negative } = tally;
  const counts = [batches, images, pairsWrong];
  if (!counts.every((one) => Number.isFinite(one) && one >= 0) || !(readoutWrong >= 0))
    return 'a tally whose counts are not all numbers from 0';
  // Empty where there is no goodness, or nothing that lowers it.
  const fits = ({ length }: readonly number[]) => length === hidden.length || length === 0;
  if (fits(positive) && fits(negative)) return undefined;
  return `a tally of ${positive.length} and ${negative.length} layers, where there are ${hidden.length}`;
}

function shapeOf(tensor: Tensor | undefined): string {
  return tensor ? `[${tensor.shape.join(', ')}]` : 'nothing';
}
