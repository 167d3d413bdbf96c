import { z } from 'zod';
import type * as tf from '../../engine/ops';
import type { LabelledImages } from '../../images/labelled-images';
import { InputError } from '../../input/errors';
import { onePassMultiplyAdds } from '../../learning/reading';
import { systemNamed } from '../../learning/systems/systems';
import { leadsUp, sizesOf } from '../../network/architecture';
import { disposeNetwork, type Network } from '../../network/network';
import { passMultiplyAdds } from '../../perception/multiply-adds';
import { type Recognition, winners } from '../../perception/recognise';
import type { Experiment } from '../../runs/scenario';
import { findCheckpoint } from '../../trained/checkpoint-folder';
import { loadToJudge } from '../../trained/load-to-judge';
import { systemOfFile } from '../../trained/network-files';
import { NAMES_NETWORKS } from '../../trained/used-network';
import { NETWORKS_BESIDE } from '../studied-networks';
import type { StudyOptions, StudySubject } from '../subject';

/** Which feed-forward networks a study sets beside the recurrent ones of the same sizes and seeds. */
export const besideOption = z
  .array(z.string().min(1))
  .max(1000)
  .default([...NETWORKS_BESIDE])
  .describe('feed-forward networks to compare with the recurrent ones of the same sizes and seeds')
  .meta({ ...NAMES_NETWORKS, value: 'paths' });

/** A study that sets such networks beside others. */
type Beside = Experiment<StudyOptions & { readonly beside: readonly string[] }>;

/** A feed-forward network, ready to be asked. */
export interface FeedforwardSubject {
  readonly system: string;
  readonly recogniser: (pixels: tf.Tensor2D) => Recognition;
  /** Its answers: by the goodness of each label where it tries labels, else by its readout. */
  readonly answers: (recognition: Recognition) => Uint8Array;
  /** Multiply-adds of the matrix products that one image takes. */
  readonly multiplyAdds: number;
}

/**
 * Hands `ask` each of the named networks whose hidden layers are of the subject's sizes, and which was trained
 * under its seed, in turn and once, whatever its names, and frees it.
 * Throws InputError as `loadToJudge`, and for a network that is not feed-forward.
 */
export async function eachFeedforward(
  subject: Pick<StudySubject, 'seed' | 'network'>,
  images: LabelledImages,
  experiment: Beside,
  ask: (subject: FeedforwardSubject) => Promise<void>,
): Promise<void> {
  const asked = new Set<string>();
  const wanted = sizeAndSeed(subject.network, subject);
  for (const name of experiment.options.beside) {
    const { system, network, settings, sha256 } = await load(name, images, experiment);
    try {
      if (sizeAndSeed(network, settings) !== wanted || asked.has(sha256)) continue;
      asked.add(sha256);
      const triesLabels = system.answers.goodness !== undefined;
      const pass = passMultiplyAdds(network.architecture);
      await ask({
        system: system.name,
        recogniser: (pixels) => system.recognise(network, pixels, settings),
        answers: ({ scores, logits, classes }) =>
          winners((triesLabels && scores[0]) || logits, classes),
        multiplyAdds: triesLabels
          ? images.classes * pass
          : onePassMultiplyAdds(network.architecture),
      });
    } finally {
      disposeNetwork(network);
    }
  }
}

/**
 * Throws InputError as `eachFeedforward` does, where one of the named networks will not do, and where two are of
 * one system, size and seed: they would be taken for one.
 */
export async function checkBeside(images: LabelledImages, experiment: Beside): Promise<void> {
  const seen = new Map<string, { readonly name: string; readonly sha256: string }>();
  for (const name of experiment.options.beside) {
    const { system, network, settings, sha256 } = await load(name, images, experiment);
    disposeNetwork(network);
    const kind = `${system.name}, ${sizeAndSeed(network, settings)}`;
    const twin = seen.get(kind);
    if (twin && twin.sha256 !== sha256)
      throw new InputError(`${twin.name} and ${name} are both ${kind}: leave one out`);
    seen.set(kind, { name, sha256 });
  }
}

/** `300 + 300 units, seed 1`: what networks that are compared have in common. */
function sizeAndSeed({ architecture }: Network, { seed }: { readonly seed: number }): string {
  return `${sizesOf(architecture).hidden.join(' + ')} units, seed ${seed}`;
}

async function load(name: string, images: LabelledImages, experiment: Beside) {
  const system = systemNamed(await systemOfFile(findCheckpoint(name)));
  const judged = await loadToJudge(system, name, images, experiment);
  const { network, settings } = judged;
  if (leadsUp(network.architecture) && system.window(settings).last === 1)
    return { system, ...judged };
  disposeNetwork(network);
  throw new InputError(
    `the network ${name} is of the system ${system.name}, which is not feed-forward: --beside takes networks that answer after one pass`,
  );
}
