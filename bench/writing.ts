import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { lastValueFrom } from 'rxjs';
import type { LabelledImages } from '../src/images/labelled-images';
import { disposeLearner, newLearner } from '../src/learning/learner';
import { defaultSettings } from '../src/learning/settings';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { sizesOf } from '../src/network/architecture';
import { layersOf } from '../src/network/neighbours';
import { disposeNetwork, initialise } from '../src/network/network';
import { recordTrace } from '../src/observation/record-trace';
import { selectTrace } from '../src/observation/trace-selection';
import { saveCheckpoint } from '../src/trained/checkpoint-folder';
import { folderForNow } from './at-end';

/** How fast something is written. */
export interface WritingSpeed {
  readonly megabytes: number;
  readonly megabytesPerSecond: number;
}

/** A learner of these widths, as training saves it. */
export function checkpointSpeed(hidden: readonly number[]): WritingSpeed {
  const folder = folderForNow();
  const learner = newLearner(
    RECURRENT.architecture(layersOf({ pixels: 784, hidden, classes: 10 })),
    17,
  );
  try {
    const start = performance.now();
    const file = saveCheckpoint(folder, RECURRENT, learner, defaultSettings(hidden));
    return speed(statSync(file).size, start);
  } finally {
    disposeLearner(learner);
  }
}

/** Activity traces of a network of these widths, watching included. */
export async function traceSpeed(
  hidden: readonly number[],
  images: LabelledImages,
): Promise<WritingSpeed> {
  const folder = folderForNow();
  const network = initialise(
    RECURRENT.architecture(layersOf({ pixels: 784, hidden, classes: images.classes })),
    17,
  );
  try {
    const selection = selectTrace(
      {},
      { sizes: sizesOf(network.architecture), images: images.count, steps: 8 },
    );
    const trace = path.join(folder, 'trace.zarr');
    const start = performance.now();
    await lastValueFrom(
      recordTrace(network, images, selection, trace, { title: 'bench', version: '0', seed: 17 }),
    );
    const files = readdirSync(trace, { recursive: true, withFileTypes: true });
    const sizes = files.map((one) => statSync(path.join(one.parentPath, one.name)).size);
    return speed(
      sizes.reduce((sum, size) => sum + size, 0),
      start,
    );
  } finally {
    disposeNetwork(network);
  }
}

function speed(bytes: number, start: number): WritingSpeed {
  const seconds = (performance.now() - start) / 1000;
  return { megabytes: bytes / 1e6, megabytesPerSecond: bytes / 1e6 / seconds };
}
