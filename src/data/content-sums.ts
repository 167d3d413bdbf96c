import { sha256 } from '../engine/sha256';
import type { LabelledImages } from './labelled-images';

type Bytes = Pick<LabelledImages, 'pixels' | 'labels'>;

/** SHA-256 of images that stand in no published files, as a record of a run holds them. */
export function contentSums({
  training,
  test,
}: {
  readonly training: Bytes;
  readonly test: Bytes;
}): Readonly<Record<string, string>> {
  return {
    'training-pixels': sha256(training.pixels),
    'training-labels': sha256(training.labels),
    'test-pixels': sha256(test.pixels),
    'test-labels': sha256(test.labels),
  };
}
