import type { LabelledImages } from '../src/images/labelled-images';
import { InputError } from '../src/input/errors';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { disposeNetwork } from '../src/network/network';
import type { Split } from '../src/runs/images';
import { learntFrom } from '../src/trained/learnt-from';
import { checkFit } from '../src/trained/load-to-judge';
import { loadTrained } from '../src/trained/network-files';
import { networkNow } from '../src/trained/used-network';

/** The data set of the benchmarks that judge a network. */
const MNIST = 'mnist';

/**
 * A network that is judged by images of this part of MNIST; `named` is a run's folder, a file, or what is shipped. The
 * caller owns it. Throws InputError where it takes other images, has learnt another data set, or has learnt from these.
 */
export async function networkToJudge(named: string, images: LabelledImages, split: Split) {
  const used = networkNow(named);
  const trained = await loadTrained(RECURRENT, used.file);
  try {
    const from = learntFrom(used, trained);
    checkFit(trained.network.architecture, images, named, from);
    if (from && from.set !== MNIST)
      throw new InputError(
        `${named} has learnt from ${from.set}: name a network that has learnt from ${MNIST}, whose images judge it here`,
      );
    if (split === 'validation' && from?.split === 'test')
      throw new InputError(
        `${named} has learnt from all training images, those that are held out among them: name a network that has not`,
      );
  } catch (error) {
    disposeNetwork(trained.network);
    throw error;
  }
  return trained;
}
