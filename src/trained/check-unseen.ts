import { declaredAs } from '../data/data-sets';
import { isDrawn } from '../data/own/own-read';
import { InputError } from '../input/errors';
import type { LearntFrom } from '../learning/network-file';
import { sameTraining } from '../runs/data-content';
import type { Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';

/** Where the images that are here are told. */
type Here = Pick<Experiment<unknown>, 'run' | 'dataSet'>;

/** What is to be done about a folder that is not divided. */
const DIVIDE =
  'divide the images here into train and test (docs/data.md), with none in test that it has learnt';

/**
 * Throws InputError where a network would be judged by images that it has learnt from: where it learnt
 * from all training images, the ones held out for validation are among them; where it learnt from a copy,
 * or from other images in a folder of one's own, so may they be; where such a folder is not divided, so
 * may those of its test set.
 */
export function checkUnseen(
  given: string,
  learnt: LearntFrom | undefined,
  judging: Here & Pick<Experiment<{ split?: Split | undefined }>, 'options'>,
): void {
  if (!learnt) return;
  const forValidation = judging.options.split === 'validation';
  const drawn = isDrawn(judging.run.record().data?.testFrom);
  const test = 'judge it by the test set, with --split test';
  if (mayShare(learnt, judging) && (forValidation || drawn))
    throw new InputError(
      `the network ${given} has learnt from ${isOwn(judging) ? 'a folder of one’s own with other content' : learnt.set}, which may hold the images here in another order, those held out for ${forValidation ? 'validation' : 'the test'} among them: ${drawn ? `${DIVIDE}, and ${test}` : test}`,
    );
  if (forValidation && learnt.split === 'test' && isSame(learnt, judging))
    throw new InputError(
      `the network ${given} has learnt from the images held out for validation: ${test}`,
    );
}

/** Whether a network has learnt from the training images that are here. */
function isSame(learnt: LearntFrom, here: Here): boolean {
  const { data } = here.run.record();
  return learnt.checksums && data
    ? sameTraining(learnt.checksums, data.checksums)
    : learnt.set === setHere(here); // nothing but the name is known
}

/** Whether the images here are of another data set than those a network has learnt, as far as names and checksums tell. */
export function isOther(learnt: LearntFrom, here: Here): boolean {
  return (!isAlike(learnt, here) || isOwn(here)) && !isSame(learnt, here);
}

/**
 * Whether images here may be among those a network has learnt, though in other places: either data set is a copy,
 * or both are folders of one's own, whatever was put in since.
 */
function mayShare(learnt: LearntFrom, here: Here): boolean {
  const isCopy = [learnt.set, setHere(here)].some((name) => originalOf(name) !== name);
  return isAlike(learnt, here) && (isCopy || isOwn(here)) && !isSame(learnt, here);
}

/** Whether the images here go by the name of those a network has learnt, or either are a copy of the other. */
function isAlike(learnt: LearntFrom, here: Here): boolean {
  return originalOf(learnt.set) === originalOf(setHere(here));
}

/** Whether the images here are a folder of one's own: its name is that of any other, and no declaration says how it is divided. */
function isOwn({ run }: Here): boolean {
  return run.record().data?.testFrom !== undefined;
}

/** What the data set here is called. */
function setHere({ run, dataSet }: Here): string {
  return run.record().data?.set ?? dataSet;
}

/** The name of the data set that one is a copy of; of any other, its own. */
function originalOf(name: string): string {
  return declaredAs(name)?.copyOf ?? name;
}
