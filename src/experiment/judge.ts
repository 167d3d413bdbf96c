import { lastValueFrom, reduce, tap } from 'rxjs';
import type { LabelledImages } from '../data/labelled-images';
import type { Network } from '../network/network';
import { type Evaluation, evaluate, joinEvaluations } from '../perception/evaluate';
import type { Watching } from '../perception/watching';
import type { Surroundings } from './experiment';
import { stopIfInterrupted } from './interrupted';

/** A network's answers to all of these images, with progress. Throws Interrupted. */
export async function judge(
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
  network: Network,
  images: LabelledImages,
  watching: Watching,
): Promise<Evaluation> {
  const bar = progress(`recognising ${images.name}`, images.count);
  const parts = evaluate(network, images, watching).pipe(
    tap((part) => {
      stopIfInterrupted(signal);
      bar.advance(part.labels.length);
    }),
    reduce(joinEvaluations),
  );
  try {
    return await lastValueFrom(parts);
  } finally {
    bar.done();
  }
}
