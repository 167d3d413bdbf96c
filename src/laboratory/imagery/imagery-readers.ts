import type { Surroundings } from '../../experiment/experiment';
import type { FeedforwardSubject } from '../watching/feedforward-systems';
import { recogniseImages } from '../watching/recognise-images';
import { groupRates } from './group-means';
import type { ImageryRow } from './imagery-rows';
import type { Drawn } from './measure-imagery';

/** How often a feed-forward network that is shown drawings says the labels that they are of. */
export async function imageryReaders(
  { system, recogniser, answers }: FeedforwardSubject,
  drawn: readonly Drawn[],
  surroundings: Pick<Surroundings, 'signal'>,
): Promise<ImageryRow[]> {
  const rows: ImageryRow[] = [];
  for (const { bottom, step, trials, together } of drawn) {
    const said = answers(await recogniseImages(surroundings, recogniser, trials));
    for (const [item, rate] of groupRates(said, trials.labels, together).entries())
      rows.push({ kind: 'reader', bottom, item, step, reader: system, rate });
  }
  return rows;
}
