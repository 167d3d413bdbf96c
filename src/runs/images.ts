import path from 'node:path';
import { z } from 'zod';
import type { LoadedDataSet } from '../data/data-source';
import { DataMissing, loadDataSet } from '../data/load';
import { type LabelledImages, shapeInWords } from '../images/labelled-images';
import { looksSaid } from '../images/looks';
import { first, trainValidation } from '../images/split';
import { firstFew, InputError } from '../input/errors';
import type { Layers } from '../network/architecture';
import { hiddenLayers, type MapShape, mapLayer } from '../network/layer';
import { dataContent, dataDifferences, loadedContent } from './data-content';
import { withDownloads } from './downloads';
import type { Experiment } from './scenario';

/** Images to learn from, and others to judge by. */
export interface Images {
  readonly training: LabelledImages;
  readonly held: LabelledImages;
}

/** The layers of a network with these hidden ones, units or maps, for such images. */
export function layersFor(
  { rows, columns, channels, classes }: LabelledImages,
  hidden: readonly (number | MapShape)[],
): Layers {
  return {
    input: mapLayer('pixels', { rows, columns, channels }),
    hidden: hiddenLayers(hidden),
    label: { name: 'label', units: classes },
  };
}

/** How a run divides its data set. */
export interface Division {
  /**
   * `validation` learns from all training images but the last sixth, and judges by those: for choosing. `test` learns from all and judges by the test set: for reporting, once.
   */
  readonly split: Split;
  /** Learn from only so many, the first ones. */
  readonly train?: number | undefined;
  /** Learn from no more than so many, where `train` is not given. */
  readonly most?: number;
  /** Where no data set is found: say so and go on with the drawn digits. */
  readonly orDrawnDigits?: boolean;
}

export type Split = 'validation' | 'test';

export const splitOption = z
  .enum(['validation', 'test'])
  .default('validation')
  .describe(
    'validation: learn from all training images but the last sixth, and judge by that sixth; test: learn from all, and judge by the test set',
  );

/** The images that a run asked for, divided; what they are goes into the run's record. */
export async function imagesOf(
  experiment: Experiment<unknown>,
  { split, train, most, orDrawnDigits = false }: Division,
): Promise<Images> {
  const { run } = experiment;
  const found = await load(experiment, orDrawnDigits);
  const divided =
    split === 'test'
      ? { training: found.training, held: found.test }
      : heldOut(trainValidation(found.training));
  const all = divided.training.count;
  const training = first(divided.training, train ?? Math.min(most ?? all, all));
  const looks = looksSaid(found.training);
  const data = {
    set: found.name,
    source: found.source.kind,
    path: found.source.path === '' ? '' : path.resolve(found.source.path),
    ...loadedContent(found),
    ...(looks && { looks }),
    ...(found.testFrom !== undefined && { testFrom: found.testFrom }),
    split,
    training: training.count,
    held: divided.held.count,
  };
  const before = run.record().data;
  const differing = before ? dataDifferences(dataContent(before), dataContent(data)) : [];
  if (differing.length > 0)
    throw new InputError(
      `the data are not those that ${run.path} began with (${differing.join(', ')}): start a new run, or give it the old files with --data`,
    );
  run.update({ data });
  return { training, held: divided.held };
}

function heldOut(parts: { training: LabelledImages; validation: LabelledImages }): Images {
  return { training: parts.training, held: parts.validation };
}

async function load(
  experiment: Experiment<unknown>,
  orDrawnDigits: boolean,
): Promise<LoadedDataSet> {
  const { dataSet, data, classes, firstLabel, say } = experiment;
  try {
    const found = await withDownloads(experiment, (control) =>
      loadDataSet(dataSet, { data, classes, firstLabel, ...control }),
    );
    if (found.name !== dataSet) say(`${data} has a data set of its own: ${aboutOwn(found)}`);
    return found;
  } catch (error) {
    if (!(orDrawnDigits && error instanceof DataMissing)) throw error;
    say(`${error.message}\nContinuing with the drawn digits.`);
    return loadDataSet('drawn-digits');
  }
}

/** What was found where something else was asked for. */
function aboutOwn({ training, test, testFrom }: LoadedDataSet): string {
  const counts = `${training.count} training and ${test.count} test images`;
  const from = testFrom === undefined ? '' : ` (${testFrom})`;
  return `${counts}${from} of ${shapeInWords(training)} pixels, classes ${firstFew(training.classNames, 10).join(', ')}`;
}
