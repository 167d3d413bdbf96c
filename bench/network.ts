import { InputError } from '../src/input/errors';
import { RECURRENT } from '../src/learning/systems/recurrent';
import type { Split } from '../src/runs/images';
import { learntFrom } from '../src/trained/learnt-from';
import { loadTrained } from '../src/trained/network-files';
import { networkNow } from '../src/trained/used-network';

/**
 * A network that is judged by images of this part of its data set; `named` is a run's folder, a file, or what is
 * shipped. The caller owns it. Throws InputError where it has learnt from them.
 */
export async function networkToJudge(named: string, split: Split) {
  const used = networkNow(named);
  const trained = await loadTrained(RECURRENT, used.file);
  if (split === 'validation' && learntFrom(used, trained)?.split === 'test')
    throw new InputError(
      `${named} has learnt from all training images, those that are held out among them: name a network that has not`,
    );
  return trained;
}
