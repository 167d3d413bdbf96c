import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import type { PerceptionState } from '../../perception/state';
import { classLikeness } from '../measures/class-likeness';
import { pictureText } from '../measures/picture-text';
import { onePassAnswers, readoutAnswers } from '../watching/one-pass-answers';
import { groupMeans, groupRates } from './group-means';
import type { ImageryRow } from './imagery-rows';
import type { ImageryTrials } from './imagery-trials';
import type { Perceived } from './perceived';

/** Some trials in a row, of which a state is. */
export interface SomeTrials extends Pick<ImageryTrials, 'bottom' | 'together'> {
  /** The labels held. */
  readonly labels: Int32Array;
  /** The place of the first among all trials of this bottom. */
  readonly start: number;
  /** What layer 1 expects of the pixels, and that as pictures (`inkOf`): [trials × n_0]. */
  readonly drawings: Float32Array;
  readonly ink: Float32Array;
}

/** What there is to say of a network's state while labels are held; `seeing` is what it is like to see. */
export function imageryOfState(
  network: Network,
  { step, layers }: PerceptionState,
  { bottom, together, labels, start, drawings, ink }: SomeTrials,
  seeing: Perceived,
): ImageryRow[] {
  const { pixels: size, classes, hidden } = sizesOf(network.architecture);
  const read = groupRates(readoutAnswers(network, { layers }), labels, together);
  const shown = groupRates(onePassAnswers(network, ink), labels, together);
  const likeness = groupMeans(classLikeness(drawings, labels, seeing.pictures), together);
  const at = (item: number) => ({ bottom, item: start / together + item, step });
  const rows: ImageryRow[] = Array.from(read, (rate, item) => ({
    ...{ kind: 'drawing', ...at(item), read: rate },
    ...{ shown: shown[item] as number, likeness: likeness[item] as number },
  }));
  for (const [index, { normalised, goodness }] of layers.entries()) {
    const states = normalised.dataSync<'float32'>();
    const like = groupMeans(classLikeness(states, labels, seeing.layers[index] ?? []), together);
    const sums = groupMeans(goodness.dataSync<'float32'>(), together);
    for (const [item, likeness] of like.entries()) {
      const each = (sums[item] as number) / (hidden[index] as number);
      rows.push({ kind: 'layer', ...at(item), layer: index + 1, likeness, goodness: each });
    }
  }
  if (start > 0 || bottom === 'seen') return rows;
  for (const [trial, label] of labels.subarray(0, classes).entries()) {
    const picture = pictureText(drawings.subarray(trial * size, (trial + 1) * size));
    rows.push({ kind: 'picture', shows: bottom, label, step, picture });
  }
  return rows;
}
