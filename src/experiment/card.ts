import { z } from 'zod';
import { InputError } from '../engine/errors';
import { learntFromSchema } from '../learning/learnt-from';
import { type Architecture, isSameNetwork } from '../network/architecture';
import { architectureSchema } from '../network/check-architecture';

/** A network's card, which `topdown export` writes beside it as JSON, as far as the program reads it. */
export const cardSchema = z.object({
  /** SHA-256 of the network's file. */
  checksum: z.string(),
  /** What the network is, as an architecture file declares it; cards of older programs have none. */
  architecture: architectureSchema.optional(),
  record: z.object({ data: learntFromSchema }),
});

/** What of a card is read. */
export type Card = z.output<typeof cardSchema>;

/**
 * Throws InputError where a card declares another network than the one in the file that its checksum
 * tells: whoever reads either is to know the same of it.
 */
export function checkCard(file: string, { architecture }: Card, found: Architecture): void {
  if (!architecture || isSameNetwork(architecture, found)) return;
  throw new InputError(
    `${file} declares another architecture than the network has whose checksum it states: export it again, or remove the card`,
  );
}
