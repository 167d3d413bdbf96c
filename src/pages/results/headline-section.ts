import { allSystems } from '../../learning/systems/systems';
import { asWord } from '../../runs/command-of';
import { dataInWords } from '../../runs/data-content';
import { grouped, type Some } from '../../statistics/grouped';
import { type PaperError, paperErrors } from '../../trained/paper-errors';
import { seedsInWords } from '../../trained/seeds-in-words';
import { alikeButForSeed, errorOf, seedsOf } from './alike-but-for-seed';
import { markdownTable } from './markdown';
import { readingsTables } from './readings-tables';
import type { ResultRecord } from './records';
import { questionOf, studyOf } from './study-section';
import { hiddenOf, type TrainedRow, trainedRows } from './trained-rows';

const NETWORKS = ['network', 'how it is read', 'seeds', 'error on the test set', 'the paper'];
const STUDIES = ['question', 'as expected', 'the other way', 'no difference', 'undecided'];

/** What came out, in small tables: networks beside the paper, readings on clean images, verdicts. Undefined where nothing did. */
export function headlineSection(records: readonly ResultRecord[]): string | undefined {
  const networks = widestOf(trainedRows(records, 'test')).flatMap(linesOf);
  const studies = records.flatMap(verdictsOf);
  const tables = [
    ...(networks.length > 0 ? [`${BESIDE}\n\n${markdownTable(NETWORKS, networks)}`] : []),
    ...readingsTables(records),
    ...(studies.length > 0 ? [`${ASKED}\n\n${markdownTable(STUDIES, studies)}`] : []),
  ];
  return tables.length > 0 ? tables.join('\n\n') : undefined;
}

const BESIDE =
  'Of each system that was trained on the data of the paper, the networks with the widest layers, beside the figures of the paper:';
const ASKED =
  'Each experiment says what it expected; its page names what was added after a first look. Numbers of findings:';

/**
 * Of each system and data set that the paper reports on, the networks with the widest layers, those that differ in
 * their seed alone as one; of those with the same layers and shift the ones trained last.
 */
function widestOf(rows: readonly TrainedRow[]): Some<TrainedRow>[] {
  const known = allSystems().flatMap(({ name }) =>
    rows.filter(
      ({ system, record }) => system === name && paperErrors(system, record.data).length > 0,
    ),
  );
  const kinds = grouped(known, (row) => `${row.system} on ${row.record.data?.set}`);
  return kinds.flatMap((alike) => {
    const width = Math.max(...alike.map(widthOf));
    const widest = alike.filter((row) => widthOf(row) === width);
    const groups = alikeButForSeed(widest).toSorted(byLatest);
    const lasting = new Map(groups.map((group) => [shapeOf(group[0]), group]));
    return [...lasting.values()].toSorted(byShape);
  });
}

const lastOf = (group: Some<TrainedRow>) => group.at(-1)?.record.started ?? '';
const byLatest = (one: Some<TrainedRow>, other: Some<TrainedRow>) =>
  lastOf(one) < lastOf(other) ? -1 : 1;

const widthOf = ({ record }: TrainedRow) => Math.max(0, ...hiddenOf(record));
const shapeOf = (row: TrainedRow) => `${hiddenOf(row.record)}, ${shiftOf(row)}`;
const byShape = ([one]: Some<TrainedRow>, [other]: Some<TrainedRow>) =>
  hiddenOf(one.record).length - hiddenOf(other.record).length || shiftOf(one) - shiftOf(other);

const shiftOf = ({ record }: TrainedRow) => Number(record.learning?.['shift'] ?? 0);

const READ = { goodness: 'goodness of each label', readout: 'one pass' } as const;

/** A line for each reading of which the paper reports an error. */
function linesOf(group: Some<TrainedRow>): string[][] {
  const [row] = group;
  const { system, record } = row;
  const papers = paperErrors(system, record.data).filter(
    ({ depth }) => depth === undefined || depth === hiddenOf(record).length,
  );
  return (['goodness', 'readout'] as const).flatMap((by) => {
    const [any] = papers.filter((paper) => paper.by === by);
    const error = errorOf(group, by);
    if (!any || error === undefined) return [];
    const paper = papers.find((one) => one.by === by && one.shift === shiftOf(row));
    return [
      [named(row), READ[by], seedsInWords(seedsOf(group)), error, paper ? paperError(paper) : '–'],
    ];
  });
}

function named(row: TrainedRow): string {
  const { system, record } = row;
  const shift = shiftOf(row);
  const shifted = shift === 0 ? '' : `, shifted by up to ${shift} px`;
  const data = record.data ? dataInWords(record.data) : '';
  return `${system}, ${hiddenOf(record).join(' + ')}, ${asWord(record.learning?.['epochs'])} epochs of ${data}${shifted}`;
}

const paperError = ({ percent, hidden, section }: PaperError) =>
  `${percent} % (${hidden}, section ${section})`;

/** How many findings of a study came to each verdict. */
function verdictsOf(record: ResultRecord): string[][] {
  const study = studyOf(record);
  if (!study) return [];
  const count = (verdict: string) =>
    String(study.findings.filter((finding) => finding.verdict === verdict).length);
  return [[questionOf(study, record), ...STUDIES.slice(1).map(count)]];
}
