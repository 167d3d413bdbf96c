import { InputError } from '../engine/errors';
import { learntFrom } from '../experiment/learnt-from';
import { type Learnt, learntInWords } from '../experiment/learnt-in-words';
import { loadTrained } from '../experiment/network-files';
import { networkNow } from '../experiment/used-network';
import { RECURRENT } from '../learning/recurrent';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import type { Watching } from '../perception/watching';

/** Data sets that MNIST's way of preparing suits. */
const DIGITS = ['mnist', 'drawn-digits'];

/** A network that recognises pictures. */
export interface PictureNetwork {
  readonly file: string;
  readonly network: Network;
  readonly watching: Watching;
  /** Pixels of each side of what it sees. */
  readonly side: number;
  /** What it has learnt from, where that is known. */
  readonly learnt?: Learnt;
}

/**
 * The network that a person means, to recognise pictures with.
 * Throws InputError where there is none, or it does not take square pictures.
 */
export async function pictureNetwork(given: string): Promise<PictureNetwork> {
  const { file, sha256 } = networkNow(given);
  const trained = await loadTrained(RECURRENT, file);
  const { network, settings } = trained;
  const sizes = sizesOf(network.architecture);
  const { pixels } = sizes;
  const side = Math.sqrt(pixels);
  if (!Number.isInteger(side))
    throw new InputError(
      `the network in ${file} takes ${pixels} pixels, which are no square: it does not take pictures`,
    );
  const from = learntFrom({ file, sha256 }, trained.learntFrom);
  return { file, network, watching: settings, side, ...(from && { learnt: { sizes, from } }) };
}

/** What a person should know of a network before its answers. */
export function networkInWords({ file, learnt }: PictureNetwork, asIs: boolean): string {
  if (!learnt) return `network: ${file}`;
  const digits = DIGITS.includes(learnt.from.set) && learnt.sizes.classes === 10;
  const warning = '. Pictures are prepared as digits: --as-is leaves them as they are';
  return `network: ${file}, which has learnt ${learntInWords(learnt)}${digits || asIs ? '' : warning}`;
}
