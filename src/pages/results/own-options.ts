import { z } from 'zod';
import { asWord } from '../../runs/command-of';
import { dataInWords } from '../../runs/data-content';
import type { Some } from '../../statistics/grouped';
import { optionsApart } from './alike-but-for-seed';
import type { ResultRecord } from './records';
import { hiddenOf, type TrainedRow } from './trained-rows';

/**
 * The options of a network that others with the same layers and data do not share, as they are typed; of these networks
 * of one system, those that differ in their seed alone count as one.
 */
export function ownOptions(row: TrainedRow, groups: readonly Some<TrainedRow>[]): string[] {
  const layers = layersAsTold(row.record);
  const beside = groups.flatMap(([one]) =>
    imagesLearnt(one) === imagesLearnt(row) && layersAsTold(one.record) === layers ? [one] : [],
  );
  return optionsApart(row, beside, IN_COLUMNS);
}

/** Options that have a column of their own where networks are listed. */
const IN_COLUMNS = ['--hidden', '--epochs', '--shift'];

/** `60000 images of mnist`: what a network has learnt from. */
export function imagesLearnt({ record: { data } }: TrainedRow): string {
  return `${data?.training ?? ''} images of ${data ? dataInWords(data) : ''}`;
}

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
