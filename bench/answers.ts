import { lastValueFrom, reduce } from 'rxjs';
import type { LabelledImages } from '../src/images/labelled-images';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { disposeNetwork } from '../src/network/network';
import { evaluate, joinEvaluations } from '../src/perception/evaluate';
import { findCheckpoint } from '../src/trained/checkpoint-folder';
import { loadTrained } from '../src/trained/network-files';

/** A network's answers to images, by goodness. `named` is a run's folder, a file, or what is shipped. */
export async function answersOf(named: string, images: LabelledImages): Promise<Uint8Array> {
  const { network, settings } = await loadTrained(RECURRENT, findCheckpoint(named));
  const { goodness } = await lastValueFrom(
    evaluate(network, images, settings).pipe(reduce(joinEvaluations)),
  );
  disposeNetwork(network);
  if (!goodness) throw new Error(`${named} tries no labels`);
  return goodness;
}
