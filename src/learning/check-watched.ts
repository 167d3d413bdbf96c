import { EnvironmentError } from '../engine/errors';
import type { Tensor } from '../engine/ops';
import type { Network } from '../network/network';
import { parametersOf } from '../network/parameters';
import type { Watched } from './system';

/**
 * Throws EnvironmentError where what a system's `watch` makes of so many images does not fit the network: a
 * gradient of another shape would be spread over the weights, and nobody would see it. Looks at no number of
 * a tensor.
 */
export function checkWatched(watched: Watched, network: Network, images: number): void {
  const why =
    wrongGradient(watched, network) ??
    wrongActivity(watched, network, images) ??
    wrongTally(watched, network);
  if (why !== undefined) throw new EnvironmentError(`the system’s watch gives ${why}`);
}

function wrongGradient({ gradient }: Watched, network: Network): string | undefined {
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
  { lastActivity }: Watched,
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

/** Goodness that is not finite is for `checkGoodness` to tell. */
function wrongTally({ tally }: Watched, { architecture: { hidden } }: Network): string | undefined {
  const { batches, images, pairsWrong, readoutWrong, positive, negative } = tally;
  const counts = [batches, images, pairsWrong, readoutWrong];
  if (!counts.every((one) => Number.isFinite(one) && one >= 0))
    return 'a tally whose counts are not all numbers from 0';
  // Empty where there is no goodness, or nothing that lowers it.
  const fits = ({ length }: readonly number[]) => length === hidden.length || length === 0;
  if (fits(positive) && fits(negative)) return undefined;
  return `a tally of ${positive.length} and ${negative.length} layers, where there are ${hidden.length}`;
}

function shapeOf(tensor: Tensor | undefined): string {
  return tensor ? `[${tensor.shape.join(', ')}]` : 'nothing';
}
