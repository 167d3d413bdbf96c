import type { LabelledImages } from '../../images/labelled-images';
import type { Architecture } from '../../network/architecture';
import { type Lesion, lesion } from '../../network/lesion';
import { isTopDownBetweenHidden } from '../../network/variants';
import { type Wire, wiresOf } from '../../network/wires';
import type { Surroundings } from '../../runs/scenario';
import { mean } from '../../statistics/mean';
import { judge } from '../../trained/error-report';
import { commonToAll, distinct, numbersOf, rowsLike, tableDifference } from '../measures/rows';
import type { AllMeasured } from '../study';
import type { StudySubject } from '../subject';
import { pieceByPiece } from '../watching/recognise-images';

/** How often an image was wrong with so much removed, in per cent of the draws of what is removed. */
export type LesionRow = {
  /** What was removed, as `LesionTarget` names it. */
  target: string;
  share: number;
  /** Whether the connections that are left were made stronger by 1 / (1 − share). */
  rescaled: boolean;
  /** What was done to the images. */
  condition: string;
  image: number;
  /** By goodness over the window, and by the readout of one pass. */
  goodness: number;
  readout: number;
};

/** The same images under several conditions. */
export type Conditions = Readonly<Record<string, LabelledImages>>;

/** Which lesions: so large, drawn from each of these seeds. */
interface Lesions {
  readonly shares: readonly number[];
  /** One for each draw of what is removed. */
  readonly seeds: readonly number[];
}

/**
 * Every part of a network removed in turn, a share of it after the other, and the images recognised
 * with what is left; of connections also with those that are left made stronger (`Lesion`). Share 0,
 * the whole network, is measured once and stands in the rows of every target. Throws Interrupted.
 */
export async function lesionRows(
  { network, settings }: Pick<StudySubject, 'network' | 'settings'>,
  conditions: Conditions,
  { shares, seeds }: Lesions,
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<LesionRow[]> {
  const answersOf = async (left: typeof network) => {
    const perception = { ...settings, steps: settings.window.last };
    const rows: Answered[] = [];
    for (const [condition, images] of Object.entries(conditions)) {
      const { labels, ...answers } = await judge(quiet(surroundings), left, images, perception);
      const wrong = (given: Uint8Array | undefined, image: number) =>
        given?.[image] === labels[image] ? 0 : 100;
      const { goodness, readout } = answers;
      for (const image of labels.keys())
        rows.push({
          ...{ condition, image },
          ...{ goodness: wrong(goodness, image), readout: wrong(readout, image) },
        });
    }
    return rows;
  };
  const whole = await answersOf(network);
  const targets = lesionTargets(network.architecture);
  const unhurt = targets.flatMap(({ name }) =>
    whole.map((row) => ({ target: name, share: 0, rescaled: false, ...row })),
  );
  const lesions = targets.flatMap((target) =>
    (target.of === 'units' ? [false] : [false, true]).flatMap((rescaled) =>
      shares.filter((share) => share > 0).map((share) => ({ ...target, rescaled, share })),
    ),
  );
  const rows = await pieceByPiece(surroundings, 'removing', lesions, async (one) => {
    const { name: target, share, rescaled } = one;
    const draws: Answered[][] = [];
    for (const seed of seeds) {
      const left = lesion(network, one, seed);
      try {
        draws.push(await answersOf(left.network));
      } finally {
        left.dispose();
      }
    }
    return meanOfDraws(draws).map((row) => ({ target, share, rescaled, ...row }));
  });
  return [...unhurt, ...rows.flat()];
}

type Answered = Omit<LesionRow, 'target' | 'share' | 'rescaled'>;

/** Each image's mean over draws, which all have the same images in the same order. */
function meanOfDraws(draws: readonly (readonly Answered[])[]): Answered[] {
  const over = (at: number, reading: Reading) =>
    mean(draws.map((rows) => rows[at]?.[reading] ?? 0));
  return (draws[0] ?? []).map((row, at) => ({
    ...row,
    ...{ goodness: over(at, 'goodness'), readout: over(at, 'readout') },
  }));
}

/** The same surroundings without a bar of its own for each lesion. */
function quiet({ signal }: Pick<Surroundings, 'signal'>) {
  return { signal, progress: () => ({ advance: () => undefined, done: () => undefined }) };
}

type All = AllMeasured<LesionRow>;
/** What was removed and how much of it, and what was done to the images and to what is left. */
type Where = Pick<LesionRow, 'target' | 'share' | 'condition'> & { readonly rescaled?: boolean };
type Reading = 'goodness' | 'readout';

/** The error of each image in per cent: [networks][images]. */
export function lesioned(all: All, where: Where, reading: Reading = 'goodness'): number[][] {
  const rescaled = where.share > 0 && (where.rescaled ?? false);
  return numbersOf(rowsLike(all, { ...where, rescaled }), (row) => row[reading]);
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
