import { InputError } from '../engine/errors';
import { fileSha256 } from '../engine/sha256';
import { findCheckpoint } from '../experiment/find-checkpoint';
import { learntFrom } from '../experiment/learnt-from';
import { loadTrained } from '../learning/checkpoint';
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
  /** The data set that it has learnt from, where that is known. */
  readonly learntFrom?: string;
}

/**
 * The network that a person means, to recognise pictures with.
 * Throws InputError where there is none, or it does not take square pictures.
 */
export async function pictureNetwork(given: string): Promise<PictureNetwork> {
  const file = findCheckpoint(given);
  const trained = await loadTrained(RECURRENT, file);
  const { network, settings } = trained;
  const { pixels } = sizesOf(network.architecture);
  const side = Math.sqrt(pixels);
  if (!Number.isInteger(side))
    throw new InputError(
      `the network in ${file} takes ${pixels} pixels, which are no square: it does not take pictures`,
    );
  const { set } = learntFrom({ file, sha256: fileSha256(file) }, trained.learntFrom) ?? {};
  return { file, network, watching: settings, side, ...(set && { learntFrom: set }) };
}

/** What a person should know of a network before its answers. */
export function networkInWords({ file, learntFrom }: PictureNetwork, asIs: boolean): string {
  const from = learntFrom ? `, which has learnt ${learntFrom}` : '';
  const digits = learntFrom === undefined || asIs || DIGITS.includes(learntFrom);
  const warning = '. Pictures are prepared as digits: --as-is leaves them as they are';
  return `network: ${file}${from}${digits ? '' : warning}`;
}
