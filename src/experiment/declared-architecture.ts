import { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import { readJson } from '../engine/read-json';
import type { Architecture } from '../network/architecture';
import { architectureSchema, checkArchitectureIn } from '../network/check-architecture';
import { readUnlessTold } from '../network/neighbours';
import { layersFor } from './images';

/** Bytes of a file with an architecture, at the most. */
const MOST_BYTES = 2 ** 20;

/** What a file may declare: what is clamped is as the images have it. */
const declaration = z.looseObject({ hidden: z.unknown(), connections: z.unknown() });
const namesOfLayers = z.object({ hidden: z.array(z.looseObject({ name: z.string() })) });

/** What the readout sees where a file does not say it; layers that are none are told of later. */
function readsOf(told: object): readonly string[] {
  const hidden = namesOfLayers.safeParse(told).data?.hidden ?? [];
  return readUnlessTold(hidden.map(({ name }) => name));
}

/**
 * The architecture that a file declares for such images. What it does not say of the clamped layers and the
 * readout is as usual. Throws InputError where it is none, or for other images.
 */
export function declaredArchitecture(file: string, images: LabelledImages): Architecture {
  const { input, label } = layersFor(images, []);
  const completed = (told: object): unknown => ({ input, label, reads: readsOf(told), ...told });
  const kind = {
    what: 'an architecture',
    most: MOST_BYTES,
    remedy: 'docs/architectures.md shows one',
  };
  const schema = declaration.transform(completed).pipe(architectureSchema);
  const architecture = readJson(file, { ...kind, schema });
  checkArchitectureIn(file, architecture);
  for (const [wanted, found] of [
    [input, architecture.input],
    [label, architecture.label],
  ] as const)
    if (wanted.units !== found.units)
      throw new InputError(
        `${file} declares ${found.units} units of ${found.name}, and ${images.name} has ${wanted.units}`,
      );
  return architecture;
}
