import { loadable } from '../data/load';
import { type Looks, looksOf, looksSaid } from '../data/looks';
import { publishedAs } from '../data/published-as';
import { InputError } from '../engine/errors';
import { fileSha256 } from '../engine/sha256';
import { findCheckpoint } from '../experiment/find-checkpoint';
import { learntFrom } from '../experiment/learnt-from';
import { loadTrained } from '../learning/checkpoint';
import { RECURRENT } from '../learning/recurrent';
import type { Network } from '../network/network';
import type { Watching } from '../perception/watching';
import { isInk } from './seen-pictures';

/** A network that recognises pictures. */
export interface PictureNetwork {
  readonly file: string;
  readonly network: Network;
  readonly watching: Watching;
  /** What the images look like that it sees, and what their classes are called. */
  readonly looks: Looks;
  /** The data set that it has learnt from, where that is known. */
  readonly learntFrom?: string;
}

/**
 * The network that a person means, to recognise pictures with.
 * Throws InputError where there is none, or it is not known what pictures it takes.
 */
export async function pictureNetwork(given: string): Promise<PictureNetwork> {
  const file = findCheckpoint(given);
  const trained = await loadTrained(RECURRENT, file);
  const { network, settings } = trained;
  const {
    set,
    checksums,
    looks: said,
  } = learntFrom({ file, sha256: fileSha256(file) }, trained.learntFrom) ?? {};
  const published = checksums && publishedAs(checksums); // older files do not say how images look
  const looks = looksOf(
    network.sizes,
    said ?? (published && looksSaid({ ...published.shape, classNames: published.classNames })),
  );
  if (!looks)
    throw new InputError(
      `the network in ${file} takes ${network.sizes.pixels} pixels, which are no square: it does not take pictures`,
    );
  return { file, network, watching: settings, looks, ...(set && { learntFrom: set }) };
}

/** What a person should know of a network before its answers. */
export function networkInWords({ file, looks, learntFrom }: PictureNetwork, asIs: boolean): string {
  const from = learntFrom ? `, which has learnt ${learntFrom}` : '';
  const suits = learntFrom === undefined || asIs || !isInk(looks) || loadable(learntFrom)?.ink;
  const warning = '. Pictures are prepared as digits: --as-is leaves them as they are';
  return `network: ${file}${from}${suits ? '' : warning}`;
}
