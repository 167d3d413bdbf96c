import { nameFor } from '../data/class-names';

/** How often images of one label were taken for another. */
export interface Confusion {
  readonly label: number;
  readonly takenFor: number;
  readonly count: number;
}

/** How many confusions are kept. */
const KEPT = 3;

/** The most frequent confusions in some networks' answers to the same images, the first most. */
export function confusions(answers: readonly Uint8Array[], labels: Uint8Array): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const row of answers)
    for (const [at, label] of labels.entries()) {
      const takenFor = row[at] as number;
      if (takenFor === label) continue;
      const key = `${label} ${takenFor}`;
      counts.set(key, { label, takenFor, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  return [...counts.values()].sort((one, other) => other.count - one.count).slice(0, KEPT);
}

/** `4→9 ×12`, or with the names of the classes. */
export function confusionInWords(
  { label, takenFor, count }: Confusion,
  names?: readonly string[],
): string {
  return `${nameFor(names, label)}→${nameFor(names, takenFor)} ×${count}`;
}
