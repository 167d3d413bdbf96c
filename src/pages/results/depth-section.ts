import { allSystems } from '../../learning/systems/systems';
import { asWord, commandOf } from '../../runs/command-of';
import { dataInWords } from '../../runs/data-content';
import type { Split } from '../../runs/images';
import { type PaperError, paperErrors } from '../../trained/paper-errors';
import { inlineCode, markdownTable } from './markdown';
import type { ResultRecord } from './records';
import { depthsOf, errorIn, hiddenOf, type TrainedRow, trainedRows } from './trained-rows';

const HEAD = [
  'system, and how it is read',
  'hidden layers',
  'images learnt from',
  'epochs',
  'seed',
  'the paper: test (training)',
  'test',
  'training',
  'run',
];

/**
 * Networks of the kinds that the paper reports by depth (its Table 1), each reading beside the paper's; the
 * commands that made them follow, numbered. Undefined where there is none.
 */
export function depthSection(records: readonly ResultRecord[], split: Split): string | undefined {
  const rows = trainedRows(records, split)
    .filter((row) => depthsOf(row).length > 0)
    .sort((one, other) => order(one) - order(other) || depthOf(one) - depthOf(other));
  if (rows.length === 0) return undefined;
  const lines = rows.flatMap((row, at) => [
    ...reading('goodness', row, at),
    ...reading('readout', row, at),
  ]);
  const commands = rows.map(({ record }, at) => `${at + 1}. ${inlineCode(commandOf(record))}`);
  return `${markdownTable(HEAD, lines)}\n\n${commands.join('\n')}`;
}

const BY = { goodness: 'by the goodness of every label', readout: 'in one pass' } as const;

/** The row of one reading of a network, where it is read so. */
function reading(by: PaperError['by'], row: TrainedRow, at: number): string[][] {
  const { system, record, errors, onTraining } = row;
  const here = errorIn(errors, by);
  if (here === undefined) return [];
  const { learning = {}, data, seed } = record;
  const paper = paperErrors(system, data).find(
    (one) => one.by === by && one.depth === depthOf(row),
  );
  return [
    [
      `${system}, ${BY[by]}`,
      String(depthOf(row)),
      `${data?.training ?? ''} of ${data ? dataInWords(data) : ''}`,
      asWord(learning['epochs']),
      String(seed),
      paper ? `${paper.percent} (${paper.training}) %` : '–',
      here,
      (onTraining && errorIn(onTraining, by)) ?? '–',
      `[${at + 1}]`,
    ],
  ];
}

function depthOf({ record }: TrainedRow): number {
  return hiddenOf(record).length;
}

function order({ system }: TrainedRow): number {
  return allSystems().findIndex(({ name }) => name === system);
}
