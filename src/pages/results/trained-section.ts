import { allSystems } from '../../learning/systems/systems';
import { asWord } from '../../runs/command-of';
import type { Split } from '../../runs/images';
import type { Some } from '../../statistics/grouped';
import { type PaperError, paperErrors } from '../../trained/paper-errors';
import { seedsInWords } from '../../trained/seeds-in-words';
import { alikeButForSeed, commandsOf, errorOf, seedsOf } from './alike-but-for-seed';
import { inlineCode, markdownTable } from './markdown';
import { imagesLearnt, layersAsTold, ownOptions } from './own-options';
import type { ResultRecord } from './records';
import { depthsOf, hiddenOf, type TrainedRow, trainedRows } from './trained-rows';

const HEAD = [
  'system',
  'hidden layers',
  'epochs',
  'shift',
  'seeds',
  'by goodness',
  'one pass',
  'run',
];

/**
 * Every trained network beside what the paper reports of its kind, judged by the images of `split`, those that differ
 * in their seed alone in one line; the commands that made them follow, numbered. Undefined where there is none.
 */
export function trainedSection(records: readonly ResultRecord[], split: Split): string | undefined {
  const rows = trainedRows(records, split)
    .filter((row) => depthsOf(row).length === 0)
    .sort(
      (one, other) =>
        order(one) - order(other) ||
        Number(isElsewhere(one)) - Number(isElsewhere(other)) ||
        sizeOf(one) - sizeOf(other),
    );
  if (rows.length === 0) return undefined;
  const groups = alikeButForSeed(rows);
  const lines = allSystems().flatMap(({ name, about, answers: { by } }) => {
    const own = groups.filter(([{ system }]) => system === name);
    if (own.length === 0) return [];
    const beside = own.map(([{ record }]) => paperErrors(name, record.data));
    const [paper = []] = split === 'test' ? beside.filter(({ length }) => length > 0) : [];
    return [
      [`*${about}*`, '', '', '', '', by === undefined ? '' : `*by ${by}*`, '', ''],
      ...paper.map(paperLine),
      ...own.map((group) => line(group, own, groups.indexOf(group) + 1)),
    ];
  });
  const commands = groups.map((group, at) => {
    const { command, besides } = commandsOf(group);
    return `${at + 1}. ${inlineCode(command)}${besides}`;
  });
  return `${markdownTable(HEAD, lines)}\n\n${commands.join('\n')}`;
}

/** Of all networks of a system: those with the same layers and data say which options they do not share. */
function line(group: Some<TrainedRow>, all: readonly Some<TrainedRow>[], number: number): string[] {
  const [row] = group;
  const { learning = {} } = row.record;
  return [
    imagesLearnt(row),
    [layersAsTold(row.record), ...ownOptions(row, all).map(inlineCode)].join('; '),
    asWord(learning['epochs']),
    asWord(learning['shift']),
    seedsInWords(seedsOf(group)),
    errorOf(group, 'goodness') ?? '–',
    errorOf(group, 'readout') ?? '–',
    `[${number}]`,
  ];
}

function paperLine(figure: PaperError): string[] {
  const { section, percent, hidden, epochs, shift, by } = figure;
  const error = (reading: PaperError['by']) => (reading === by ? `**${percent} %**` : '');
  const errors = [error('goodness'), error('readout')];
  return [`the paper, section ${section}`, hidden, epochs ?? '', String(shift), '', ...errors, ''];
}

/** Whether the paper reports nothing on the row's data. */
function isElsewhere({ system, record }: TrainedRow): boolean {
  return paperErrors(system, record.data).length === 0;
}

function sizeOf({ record }: TrainedRow): number {
  return hiddenOf(record).reduce((sum, units) => sum + units, 0);
}

function order({ system }: TrainedRow): number {
  return allSystems().findIndex(({ name }) => name === system);
}
