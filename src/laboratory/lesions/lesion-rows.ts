import type { LabelledImages } from '../../data/labelled-images';
import type { Surroundings } from '../../experiment/experiment';
import { judge } from '../../experiment/judge';
import { lesion } from '../../network/lesion';
import type { Measured } from '../study';
import type { StudySubject } from '../subject';
import { lesionTargets } from './lesion-targets';

/** Whether an image was wrong (100) or right (0) with so much removed. */
export type LesionRow = {
  /** What was removed, as `LesionTarget` names it. */
  target: string;
  share: number;
  /** What was done to the images. */
  condition: string;
  image: number;
  /** By goodness over the window, and by the readout of one pass. */
  goodness: number;
  readout: number;
};

/** The same images under several conditions. */
export type Conditions = Readonly<Record<string, LabelledImages>>;

/**
 * Every part of a network removed in turn, a share of it after the other, and the images recognised
 * with what is left. Share 0, the whole network, is measured once and stands in the rows of every
 * target. Throws Interrupted.
 */
export async function lesionRows(
  { network, settings }: Pick<StudySubject, 'network' | 'settings'>,
  conditions: Conditions,
  { shares, seed }: { readonly shares: readonly number[]; readonly seed: number },
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<LesionRow[]> {
  const targets = lesionTargets(network.architecture);
  const watching = { ...settings, steps: settings.window.last };
  const quiet = { signal, progress: () => ({ advance: () => undefined, done: () => undefined }) };
  const answersOf = async (left: typeof network) => {
    const rows: Omit<LesionRow, 'target' | 'share'>[] = [];
    for (const [condition, images] of Object.entries(conditions)) {
      const { labels, goodness, readout } = await judge(quiet, left, images, watching);
      const wrong = (answer: number | undefined, image: number) =>
        answer === labels[image] ? 0 : 100;
      for (const image of labels.keys())
        rows.push({
          ...{ condition, image },
          ...{ goodness: wrong(goodness?.[image], image), readout: wrong(readout[image], image) },
        });
    }
    return rows;
  };
  const bar = progress('removing', 1 + targets.length * shares.length);
  const rows: LesionRow[] = [];
  try {
    const whole = await answersOf(network);
    bar.advance(1);
    for (const { name, of, layers } of targets)
      for (const share of [0, ...shares.filter((one) => one > 0)]) {
        const left = lesion(network, { of, share, layers }, seed);
        try {
          const answers = share === 0 ? whole : await answersOf(left.network);
          rows.push(...answers.map((row) => ({ target: name, share, ...row })));
        } finally {
          left.dispose();
        }
        bar.advance(1);
      }
  } finally {
    bar.done();
  }
  return rows;
}

/** Images wrong, each 0 or 100: [networks][images]. */
export function lesioned(
  all: readonly Measured<LesionRow>[],
  { target, share, condition }: Pick<LesionRow, 'target' | 'share' | 'condition'>,
  reading: 'goodness' | 'readout' = 'goodness',
): number[][] {
  return all.map(({ rows }) =>
    rows.flatMap((row) =>
      row.target === target && row.share === share && row.condition === condition
        ? row[reading]
        : [],
    ),
  );
}
