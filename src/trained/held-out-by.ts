import { loadDataSet } from '../data/load';
import type { LabelledImages } from '../images/labelled-images';
import { trainValidation } from '../images/split';
import { InputError } from '../input/errors';
import { dataContent, dataDifferences, givenFolder, loadedContent } from '../runs/data-content';
import { withDownloads } from '../runs/downloads';
import type { RunRecord } from '../runs/run-record';
import type { Surroundings } from '../runs/scenario';

/**
 * The images that a run held out; its data lie where they did, or in the folder `given`. Throws InputError where its
 * data set is not there any more, or is another now; Interrupted.
 */
export async function heldOutBy(
  run: string,
  before: NonNullable<RunRecord['data']>,
  given: string | undefined,
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<LabelledImages> {
  const place = given ?? givenFolder(before);
  const { classes, firstLabel } = before;
  const now = await withDownloads(surroundings, (control) =>
    loadDataSet(before.set, { data: place, classes, firstLabel, ...control }),
  );
  const differing = dataDifferences(dataContent(before), loadedContent(now));
  if (differing.length > 0)
    throw new InputError(
      `${differing.join(', ')} in ${place ?? now.name} ${differing.length === 1 ? 'is' : 'are'} not what the run in ${run} learnt from: put the old files back, or give their folder by --data`,
    );
  return before.split === 'test' ? now.test : trainValidation(now.training).validation;
}
