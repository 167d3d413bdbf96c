import { lastValueFrom, reduce } from 'rxjs';
import type { LabelledImages } from '../src/images/labelled-images';
import { disposeNetwork } from '../src/network/network';
import { evaluate, joinEvaluations } from '../src/perception/evaluate';
import type { Split } from '../src/runs/images';
import { networkToJudge } from './network';

/**
 * A network's answers to images of this part of MNIST, by goodness. Throws InputError as `networkToJudge` does.
 */
export async function answersOf(
  named: string,
  images: LabelledImages,
  split: Split = 'test',
): Promise<Uint8Array> {
  const { network, settings } = await networkToJudge(named, images, split);
  const { goodness } = await lastValueFrom(
    evaluate(network, images, settings).pipe(reduce(joinEvaluations)),
  );
  disposeNetwork(network);
  if (!goodness) throw new Error(`${named} tries no labels`);
  return goodness;
}
