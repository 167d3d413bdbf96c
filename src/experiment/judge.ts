import { lastValueFrom, type Observable, reduce, tap } from 'rxjs';
import type { LabelledImages } from '../data/labelled-images';
import type { Network } from '../network/network';
import { type Evaluation, evaluate, joinEvaluations } from '../perception/evaluate';
import type { Watching } from '../perception/watching';
import type { Surroundings } from './experiment';
import { stopIfInterrupted } from './interrupted';

type Waiting = Pick<Surroundings, 'progress' | 'signal'>;

/** A recurrent network's answers to all of these images, with progress. Throws Interrupted. */
export async function judge(
  waiting: Waiting,
  network: Network,
  images: LabelledImages,
  watching: Watching,
): Promise<Evaluation> {
  return collect(waiting, images, evaluate(network, images, watching));
}

/** The answers to all of these images, put together from `parts`, with progress. Throws Interrupted. */
export async function collect(
  { progress, signal }: Waiting,
  images: LabelledImages,
  parts: Observable<Evaluation>,
): Promise<Evaluation> {
  const bar = progress(`recognising ${images.name}`, images.count);
  const all = parts.pipe(
    tap((part) => {
      stopIfInterrupted(signal);
      bar.advance(part.labels.length);
    }),
    reduce(joinEvaluations),
  );
  try {
    return await lastValueFrom(all);
  } finally {
    bar.done();
  }
}
