import { z } from 'zod';
import { InputError, inShort } from '../input/errors';
import { limited } from '../input/limits';
import { whatIsWrong } from '../input/what-is-wrong';
import type { Architecture } from './architecture';
import { CLASSES, inputSchema, layerSchema, MOST_LAYERS } from './layer';
import type { Ends } from './transforms/transform';
import {
  isOwn,
  knownTransform,
  type TransformDeclaration,
  transformKinds,
  transformOf,
} from './transforms/transforms';

/** The most connections that are read from a file. */
const MOST_CONNECTIONS = 1000;

const anyKind = z.looseObject({ kind: z.string() });

/**
 * A transform's declaration as files hold it, judged by the transform of its kind. What a person's own may
 * say is not known before that is registered: until then it is taken as it is, and `transformOf` says what
 * to do.
 */
const transformSchema: z.ZodType<TransformDeclaration> = z.unknown().transform((value, context) => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const declared = anyKind.safeParse(value).data;
  if (!declared) return refuse('not an object with a kind');
  const transform = knownTransform(declared.kind);
  if (transform) {
    const parsed = transform.schema.safeParse(value);
    return parsed.success ? parsed.data : refuse(whatIsWrong(transform.schema, value));
  }
  if (isOwn(declared)) return declared;
  return refuse(
    `the kind is ${inShort(declared.kind)}, and not one of ${transformKinds().join(', ')}`,
  );
});

/** An architecture as files hold it. */
export const architectureSchema: z.ZodType<Architecture> = z
  .strictObject({
    input: inputSchema,
    hidden: limited(z.array(layerSchema).min(1), MOST_LAYERS),
    label: layerSchema.refine(({ units }) => units >= CLASSES.least && units <= CLASSES.most, {
      message: `a label has ${CLASSES.least} to ${CLASSES.most} classes`,
    }),
    connections: limited(
      z.array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          transform: transformSchema,
          frozen: z.literal(true).optional(),
        }),
      ),
      MOST_CONNECTIONS,
    ),
    reads: limited(z.array(z.string()).min(1), MOST_LAYERS),
  })
  // A refinement would look at what has been refused already: at numbers without bounds, say.
  .transform((architecture, context) => {
    const message = unsound(architecture);
    if (message) context.addIssue({ code: 'custom', message });
    return architecture;
  });

/** Throws InputError where an architecture cannot be a network, or has a transform that nobody has registered. */
export function checkArchitecture(architecture: Architecture): void {
  const why = unsound(architecture);
  if (why) throw new InputError(why);
  for (const { transform } of architecture.connections) transformOf(transform);
}

/** The same of one that was read from a file, which the message names. */
export function checkArchitectureIn(file: string, architecture: Architecture): void {
  try {
    checkArchitecture(architecture);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

/** Why an architecture cannot be a network; undefined where it can. */
function unsound({ input, hidden, label, connections, reads }: Architecture): string | undefined {
  const layers = [input, ...hidden, label];
  const place = new Map(layers.map(({ name }, at) => [name, at]));
  if (place.size < layers.length) return 'two layers have the same name';
  const pairs = new Set<string>();
  for (const { from, to, transform } of connections) {
    const joined = `the connection from ${from} to ${to}`;
    const [source, target] = [from, to].map((name) => layers[place.get(name) ?? -1]);
    if (!source || !target) return `${joined} has no such layer`;
    if (!hidden.includes(target)) return `${joined} leads into a layer that is clamped`;
    if (pairs.has(joined)) return `${joined} is there twice`;
    pairs.add(joined);
    const misfit = misfitOf({ from: source, to: target, transform });
    if (misfit) return `${joined} does not fit: ${misfit}`;
  }
  const blind = hidden.find(({ name }, index) =>
    connections.every(({ from, to }) => to !== name || (place.get(from) as number) > index),
  );
  if (blind) return `${blind.name} sees nothing below it`;
  const unread = reads.find((name) => !hidden.some((layer) => layer.name === name));
  if (unread !== undefined) return `the readout has no hidden layer ${unread} to see`;
  return undefined;
}

/** Why a connection's transform, where it is known, cannot join its layers; undefined where it can. */
function misfitOf(ends: Ends<TransformDeclaration>): string | undefined {
  const transform = knownTransform(ends.transform.kind);
  const misfit = transform?.misfit(ends);
  if (misfit || !transform) return misfit;
  return transform.weightCount(ends) === 0 ? 'no unit would see another by it' : undefined;
}
