import type { Tensor2D } from '../engine/ops';
import { tidy } from '../engine/tidy';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { OWN_BELIEF } from './belief';
import { everyLabel, frameFor } from './frame';
import { checkSeesLabel } from './recognise';
import { drain, settle, still } from './settle';
import { type BelievingDynamics, beliefLogits, PAPER_DYNAMICS } from './step';

/** As the paper's network moves, with its own belief at the top. */
const BELIEVING = { ...PAPER_DYNAMICS, belief: OWN_BELIEF };

/**
 * The belief over time of a network that holds its own belief at the top: its logits for `pixels` [B, n_0] at
 * time 0 and after each step, `logits[step]` [B × classes].
 * Throws RangeError where no label reaches the network.
 */
export function beliefOverTime(
  network: Network,
  pixels: Tensor2D,
  steps: number,
  dynamics: BelievingDynamics = BELIEVING,
): Float32Array[] {
  checkSeesLabel(network);
  return tidy(() => {
    const shown = frameFor(network, pixels, everyLabel(sizesOf(network.architecture).classes));
    const logits: Float32Array[] = [];
    drain(settle(network, still(shown, steps), dynamics), (state) => {
      logits.push(beliefLogits(network, state, dynamics).dataSync<'float32'>());
    });
    return logits;
  });
}
