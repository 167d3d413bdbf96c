import { z } from 'zod';
import { asWord } from '../experiment/option-words';
import type { ResultRecord } from './result-record';

const learntSizes = z.object({ sizes: z.object({ hidden: z.array(z.number()) }) });

/** What a run was told of its layers and connections. */
const told = z.object({
  maps: z.array(z.string()).optional(),
  architecture: z.string().optional(),
  with: z.array(z.string()).optional(),
  without: z.array(z.string()).optional(),
  freeze: z.array(z.string()).optional(),
});

/** The layers of a trained network, lowest first, and how they are joined where it is not as usual. */
export function layersAsTold(record: ResultRecord): string {
  const {
    maps = hiddenOf(record),
    architecture,
    with: more,
    without,
    freeze,
  } = told.safeParse(record.options).data ?? {};
  const joined = [
    ...(architecture === undefined ? [] : [`as ${asWord(architecture)} declares`]),
    ...(more ? [`with ${more.join(', ')}`] : []),
    ...(without ? [`without ${without.join(', ')}`] : []),
    ...(freeze ? [`${freeze.join(', ')} frozen`] : []),
  ];
  return [maps.join(', '), ...joined].join('; ');
}

/** Units of each hidden layer that learnt, lowest first; none where the record does not say. */
export function hiddenOf({ learning }: ResultRecord): readonly number[] {
  return learntSizes.safeParse(learning).data?.sizes.hidden ?? [];
}
