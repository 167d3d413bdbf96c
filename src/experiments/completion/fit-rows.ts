import type { Half } from '../../images/stimuli/hidden-half';
import { meanRows } from '../measures/rows';
import type { Completed } from './complete-images';
import { fitToHidden, type HiddenPixels } from './fits';
import { type Fill, type FitRow, type FitStepRow, meanOf, type WrongRow } from './rows';

/** Some images in a row with one half hidden. */
interface SomeHidden {
  /** Their true labels, and the place of the first. */
  readonly labels: Uint8Array;
  readonly start: number;
  readonly half: Half;
  readonly fill: Fill;
}

/** The same, and what a network made of them. */
export interface SomeCompleted extends SomeHidden {
  readonly seen: Completed;
  readonly hidden: HiddenPixels;
}

/** How well each prediction fits what is hidden, at this step; `means` are mean images of classes. */
export function fitRows(
  { seen, hidden, labels, start, half, fill }: SomeCompleted,
  means: readonly Float64Array[],
  step: number,
): FitRow[] {
  const any = meanRows(means);
  return Array.from(labels, (label, image) => {
    const under = labelFits(seen, step, image);
    const winner = seen.goodness[image] as number;
    const mean = (of: number) => fitToHidden(means[of] as Float64Array, hidden, image);
    return {
      ...{ kind: 'fit', item: start + image, half, fill },
      trueLabel: known(under[label]),
      winningLabel: known(under[winner]),
      wrongLabels: known(meanOf(butFor(under, label))),
      noLabel: known(seen.noLabel[step]?.[image]),
      bottomUp: known(seen.noLabel[0]?.[image]),
      trueMean: known(mean(label)),
      winningMean: known(mean(winner)),
      anyMean: known(fitToHidden(any, hidden, image)),
    };
  });
}

/** How well layer 1 fits what is hidden at each step, mean over the halves of the same images. */
export function fitStepRows(halves: readonly SomeCompleted[]): FitStepRow[] {
  const [one] = halves;
  if (!one) return [];
  const { labels, start, fill, seen } = one;
  return Array.from(labels, (label, image) =>
    Array.from(seen.byLabel, (_, step): FitStepRow => {
      const under = halves.map((half) => labelFits(half.seen, step, image));
      return {
        ...{ kind: 'fit step', item: start + image, fill, step },
        trueLabel: known(meanOf(under.map((all) => all[label]))),
        wrongLabels: known(meanOf(under.flatMap((all) => butFor(all, label)))),
        noLabel: known(meanOf(halves.map((half) => half.seen.noLabel[step]?.[image]))),
      };
    }),
  ).flat();
}

/** Which images an answer is wrong for. */
export function wrongRows(
  { labels, start, half, fill }: SomeHidden,
  reading: string,
  answers: Uint8Array,
): WrongRow[] {
  return Array.from(labels, (label, image) => {
    const wrong = answers[image] === label ? 0 : 100;
    return { kind: 'wrong', item: start + image, half, fill, reading, wrong };
  });
}

/** How well layer 1 fits what is hidden of an image under each label: [classes]. */
function labelFits({ byLabel, classes }: Completed, step: number, image: number): Float64Array {
  return (byLabel[step] as Float64Array).subarray(image * classes, (image + 1) * classes);
}

/** Numbers of all labels but this one. */
function butFor(values: Float64Array, label: number): number[] {
  return Array.from(values).filter((_, one) => one !== label);
}

/** Null for what is no number, as rows hold it. */
export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
