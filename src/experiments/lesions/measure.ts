import type { LabelledImages } from '../../images/labelled-images';
import type { Architecture } from '../../network/architecture';
import { type Lesion, lesion } from '../../network/lesion';
import { isTopDownBetweenHidden } from '../../network/variants';
import { type Wire, wiresOf } from '../../network/wires';
import type { Surroundings } from '../../runs/scenario';
import { judge } from '../../trained/error-report';
import { commonToAll, distinct, numbersOf, rowsLike, tableDifference } from '../measures/rows';
import type { AllMeasured } from '../study';
import type { StudySubject } from '../subject';
import { pieceByPiece } from '../watching/recognise-images';

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
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<LesionRow[]> {
  const targets = lesionTargets(network.architecture);
  const perception = { ...settings, steps: settings.window.last };
  const { signal } = surroundings;
  const quiet = { signal, progress: () => ({ advance: () => undefined, done: () => undefined }) };
  const answersOf = async (left: typeof network) => {
    const rows: Omit<LesionRow, 'target' | 'share'>[] = [];
    for (const [condition, images] of Object.entries(conditions)) {
      const { labels, goodness, readout } = await judge(quiet, left, images, perception);
      const wrong = (answers: Uint8Array | undefined, image: number) =>
        answers?.[image] === labels[image] ? 0 : 100;
      for (const image of labels.keys())
        rows.push({
          ...{ condition, image },
          ...{ goodness: wrong(goodness, image), readout: wrong(readout, image) },
        });
    }
    return rows;
  };
  const whole = await answersOf(network);
  const lesions = targets.flatMap((target) =>
    [0, ...shares.filter((one) => one > 0)].map((share) => ({ ...target, share })),
  );
  const rows = await pieceByPiece(surroundings, 'removing', lesions, async ({ name, ...one }) => {
    const left = lesion(network, one, seed);
    try {
      const answers = one.share === 0 ? whole : await answersOf(left.network);
      return answers.map((row) => ({ target: name, share: one.share, ...row }));
    } finally {
      left.dispose();
    }
  });
  return rows.flat();
}

type All = AllMeasured<LesionRow>;
/** What was removed and how much of it, and what was done to the images. */
type Where = Pick<LesionRow, 'target' | 'share' | 'condition'>;
type Reading = 'goodness' | 'readout';

/** Images wrong, each 0 or 100: [networks][images]. */
export function lesioned(all: All, where: Where, reading: Reading = 'goodness'): number[][] {
  return numbersOf(rowsLike(all, where), (row) => row[reading]);
}

/** What so large a lesion costs, in points of error, image by image: [networks][images]. */
export function lesionCost(all: All, where: Where, reading?: Reading): Float64Array[] {
  const whole = lesioned(all, { ...where, share: 0 }, reading);
  return tableDifference(lesioned(all, where, reading), whole);
}

/** What a lesion can be of, in words and as `lesion` takes it. */
interface LesionTarget extends Pick<Lesion, 'of'> {
  readonly name: string;
  readonly layers: readonly [layer: number];
}

/**
 * Everything that can be removed from a network, layer by layer: connections from the layers above or
 * from the label, connections from below, those within a layer, units. What is not there is no target:
 * nothing would follow from its loss.
 */
export function lesionTargets(architecture: Architecture): LesionTarget[] {
  const into = wiresOf(architecture);
  const targets = (of: Lesion['of'], words: (layer: number) => string): LesionTarget[] =>
    [...into.entries()]
      .filter(([, wires]) => of === 'units' || wires.some(({ direction }) => direction === of))
      .map(([layer]) => ({ name: words(layer), of, layers: [layer] }));
  return [
    ...targets('top-down', (layer) => comingDown(architecture, into[layer] ?? [], layer)),
    ...targets('bottom-up', (layer) => `bottom-up into layer ${layer + 1}`),
    ...targets('lateral', (layer) => `lateral within layer ${layer + 1}`),
    ...targets('units', (layer) => `units of layer ${layer + 1}`),
  ];
}

/** What leads down into a layer, in words: from hidden layers, or from the label alone. */
function comingDown(architecture: Architecture, wires: readonly Wire[], layer: number): string {
  if (wires.some(isTopDownBetweenHidden(architecture))) return `top-down into layer ${layer + 1}`;
  const highest = layer === architecture.hidden.length - 1;
  return `label into ${highest ? 'the highest layer' : `layer ${layer + 1}`}`;
}

/** The shares that were removed, least first. */
export function sharesIn(all: All): number[] {
  return distinct(all.slice(0, 1), ({ share }) => share).sort((one, other) => one - other);
}

/**
 * What was removed from every network, by name; networks may have connections that others have not.
 * `of`: of these kinds alone, one after the other, which are what names begin with.
 */
export function targetsIn(all: All, of = ['']): string[] {
  const targets = commonToAll(all, ({ target }) => target);
  return of.flatMap((kind) => targets.filter((target) => target.startsWith(kind)));
}
