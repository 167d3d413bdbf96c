import { publishedAs } from '../../data/data-sets';
import { loadable } from '../../data/load';
import { type Looks, looksOf, looksSaid } from '../../images/looks';
import { isInk } from '../../images/pictures/prepare';
import { InputError } from '../../input/errors';
import { RECURRENT } from '../../learning/systems/recurrent';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import type { PerceptionSettings } from '../../perception/perception-settings';
import { learntFrom } from '../../trained/learnt-from';
import { loadTrained } from '../../trained/network-files';
import { learntInWords, type NetworkOrigin } from '../../trained/network-origin';
import { networkNow } from '../../trained/used-network';

/** A network that recognises pictures. */
export interface PictureNetwork {
  readonly file: string;
  readonly network: Network;
  readonly perception: PerceptionSettings;
  /** What the images look like that it sees, and what their classes are called. */
  readonly looks: Looks;
  /** What it has learnt from, where that is known. */
  readonly learnt?: NetworkOrigin;
}

/**
 * The network that a person means, to recognise pictures with.
 * Throws InputError where there is none, or it is not known what pictures it takes.
 */
export async function pictureNetwork(given: string): Promise<PictureNetwork> {
  const { file, sha256 } = networkNow(given);
  const trained = await loadTrained(RECURRENT, file);
  const { network, settings } = trained;
  const sizes = sizesOf(network.architecture);
  const from = learntFrom({ file, sha256 }, trained);
  const published = from?.checksums && publishedAs(from.checksums); // older files do not say how images look
  const looks = looksOf(
    sizes,
    from?.looks ??
      (published && looksSaid({ ...published.shape, classNames: published.classNames })),
  );
  if (!looks)
    throw new InputError(
      `the network in ${file} takes ${sizes.pixels} pixels, which do not form a square: it does not take pictures`,
    );
  return { file, network, perception: settings, looks, ...(from && { learnt: { sizes, from } }) };
}

/** What a person should know of a network before its answers. */
export function networkInWords({ file, looks, learnt }: PictureNetwork, asIs: boolean): string {
  if (!learnt) return `network: ${file}`;
  const words = learntInWords(learnt);
  // Files that only go by a data set's name may be of anything.
  const ofInk = words === learnt.from.set && loadable(words)?.ink;
  const suits = asIs || !isInk(looks) || ofInk;
  const warning = '. Pictures are prepared as digits: --as-is leaves them as they are';
  return `network: ${file}, which has learnt ${words}${suits ? '' : warning}`;
}
