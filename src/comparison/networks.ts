import type { LabelledImages } from '../images/labelled-images';
import { InputError } from '../input/errors';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { RECURRENT } from '../learning/systems/recurrent';
import { readingAmong } from '../learning/systems/recurrent-readings';
import { systemNamed } from '../learning/systems/systems';
import { architectureKey, sizesOf } from '../network/architecture';
import { disposeNetwork, type Network } from '../network/network';
import type { Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { findCheckpoint } from '../trained/checkpoint-folder';
import { loadToJudge } from '../trained/load-to-judge';
import { systemOfFile } from '../trained/network-files';
import type { Trained } from '../training/train-network';
import type { SeededReading } from './reading';

/** A network that is compared, and its readings. */
export interface Compared {
  /** How the person named it; empty where it was trained in the same run. */
  readonly network: string;
  /** SHA-256 of its file, so that a comparison that goes on knows it again; empty where it has none. */
  readonly sha256: string;
  readonly system: string;
  /** Its architecture and settings but for the seed: what networks of one reading have in common. */
  readonly kind: string;
  readonly seed: number;
  readonly hidden: readonly number[];
  readonly readings: readonly SeededReading[];
  readonly dispose: () => void;
}

/**
 * The network that a person names, of whatever system, ready to be read.
 * Throws InputError where there is none, it takes other images, or it has learnt from these.
 */
export async function comparedNetwork(
  given: string,
  images: LabelledImages,
  experiment: Experiment<{ readonly split: Split; readonly among?: number | undefined }>,
): Promise<Compared> {
  const system = systemNamed(await systemOfFile(findCheckpoint(given)));
  const { network, settings, sha256 } = await loadToJudge(system, given, images, experiment);
  const { among } = experiment.options;
  const readings = compared(system, { network: given, sha256 }, network, settings, among);
  return { ...readings, dispose: () => disposeNetwork(network) };
}

/** A recurrent network of this run's own, ready to be read. It stays its owner's. */
export function comparedRecurrent({ network, settings }: Trained): Compared {
  return compared(RECURRENT, { network: '', sha256: '' }, network, settings);
}

function compared<S extends CommonSettings>(
  system: System<S>,
  about: Pick<Compared, 'network' | 'sha256'>,
  network: Network,
  settings: S,
  among?: number,
): Compared {
  const { seed } = settings;
  return {
    ...about,
    system: system.name,
    kind: allButSeed(network, settings),
    seed,
    hidden: sizesOf(network.architecture).hidden,
    readings: system.readings(network, settings, among).map((reading) => ({ ...reading, seed })),
    dispose: () => undefined,
  };
}

/**
 * Throws InputError where no network can be read by trying so many labels only.
 */
export function checkAmong(among: number | undefined, networks: readonly Compared[]): void {
  const tried = networks.some(({ readings }) =>
    readings.some(({ name }) => name.endsWith(readingAmong(among ?? 0))),
  );
  if (among !== undefined && !tried)
    throw new InputError(
      `--among ${among} tries ${among} labels of a recurrent network: none of these networks has more`,
    );
}

/** Architecture and settings in words that are equal where they are, whatever the seed. */
function allButSeed({ architecture }: Network, settings: CommonSettings): string {
  const { seed: _, ...others } = settings;
  return JSON.stringify([architectureKey(architecture), others]);
}

/**
 * The networks with readings whose names tell them apart. A kind is of one system, and its networks differ in
 * their seed alone; where a reading's name is taken by a kind before it, the second is read as `top-down-2`, the
 * third as `top-down-3`, be it of the same system or of another.
 * Throws InputError where a seed comes twice in a kind: the two would be averaged as if they were one.
 */
export function namedApart(networks: readonly Compared[]): readonly Compared[] {
  const kinds: Compared[][] = [];
  for (const one of networks) {
    const alike = kinds.find(([other]) => other?.system === one.system && other.kind === one.kind);
    const twin = alike?.find(({ seed }) => seed === one.seed);
    if (twin)
      throw new InputError(
        `${twin.network} and ${one.network} are both ${one.system}, seed ${one.seed}: leave one out`,
      );
    if (alike) alike.push(one);
    else kinds.push([one]);
  }
  const taken = new Set<string>();
  const renamed = new Map<Compared, Compared>();
  for (const kind of kinds) {
    const first = kind[0] as Compared;
    let number = 1;
    while (first.readings.some(({ name }) => taken.has(nameInKind(name, number)))) number++;
    for (const { name } of first.readings) taken.add(nameInKind(name, number));
    for (const one of kind) renamed.set(one, number === 1 ? one : numbered(one, number, first));
  }
  return networks.map((one) => renamed.get(one) as Compared);
}

/** What the reading of this name is called in the kind of this number. */
function nameInKind(name: string, number: number): string {
  return number === 1 ? name : `${name}-${number}`;
}

/** A network whose readings say of which kind it is, and which network was the first of that. */
function numbered(one: Compared, number: number, { network }: Compared): Compared {
  const readings = one.readings.map(({ name, about, ...reading }) => ({
    ...reading,
    name: nameInKind(name, number),
    about: `${about}; ${number}: as ${network}`,
  }));
  return { ...one, readings };
}
