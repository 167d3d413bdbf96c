import { InputError } from '../../input/errors';
import type { FactorialTrial } from './trials';

/** What is the same for all networks that are compared. */
interface Alike extends Pick<FactorialTrial, 'dataSet' | 'epochs' | 'images'> {
  /** Units of each hidden layer, as they were asked for (`asked` of a trial): some arms are wider. */
  readonly hidden: readonly number[];
  /** Number of training images; without it, the same number for all. */
  readonly train?: number | undefined;
}

/**
 * Those of the networks that were trained and judged in this way. Throws InputError where there are none, and where
 * they were trained on different numbers of images.
 */
export function comparable(
  trials: readonly FactorialTrial[],
  { dataSet, hidden, epochs, train, images }: Alike,
): readonly FactorialTrial[] {
  const alike = trials.filter(
    (one) =>
      one.dataSet === dataSet &&
      one.asked.join() === hidden.join() &&
      one.epochs === epochs &&
      (train ?? one.train) === one.train &&
      one.images === images,
  );
  if (alike.length === 0)
    throw new InputError(
      `no finished run of factorial with ${dataSet}, hidden layers of ${hidden.join(', ')} units, ${epochs} epochs${train === undefined ? '' : ` from ${train} images`} and ${images} images to judge by: give --hidden, --epochs, --train and --images as it had them; docs/factorial.md says how to make them`,
    );
  const learnt = [...new Set(alike.map((one) => one.train))];
  if (learnt.length > 1)
    throw new InputError(
      `these networks learnt from ${learnt.join(' and ')} images: choose those that learnt from as many, with --train ${learnt[0]}`,
    );
  return alike;
}

/** The commits that trained these networks, if there are several: `from 2 commits: 86235e7 (8), unknown (2)`. */
export function commitsInWords(trials: readonly FactorialTrial[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { commit } of trials) {
    const name = commit?.slice(0, 7) ?? 'unknown';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size < 2) return undefined;
  const each = [...counts].map(([name, count]) => `${name} (${count})`).join(', ');
  return `from ${counts.size} commits: ${each}`;
}
