import { z } from 'zod';
import { dataInWords } from '../../runs/data-content';
import { comparisonRecord } from '../comparison-record';
import { aboutReading } from './about-reading';
import { markdownTable, withInterval } from './markdown';
import { type ResultRecord, resultsAs } from './records';

interface Readings {
  /** Units of the hidden layers, in words. */
  readonly sizes: string;
  /** What the networks and the images are, in words. */
  readonly of: string;
  /** Each reading, its error, and what it is. */
  readonly lines: readonly (readonly [reading: string, error: string, about: string])[];
}

/**
 * Errors of readings on clean images: a table for each comparison that has some which no other has, the smallest
 * networks first.
 */
export function readingsTables(records: readonly ResultRecord[]): string[] {
  const all = records.flatMap((record) => readingsOf(record, records));
  const isHeld = (one: Readings, at: number) =>
    all.some(
      (other, place) => place !== at && holds(other, one) && (place < at || !holds(one, other)),
    );
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return all
    .filter((one, at) => !isHeld(one, at))
    .toSorted((one, other) => compare(one.sizes, other.sizes) || compare(one.of, other.of))
    .map(({ of, lines }) => `Readings of ${of}:\n\n${markdownTable(HEAD, lines)}`);
}

const HEAD = ['reading', 'error on clean images', 'what it is'];

const networks = z.array(z.object({ hidden: z.array(z.int()) }));
const compared = z.object({ comparison: comparisonRecord.extend({ networks }) });

function readingsOf(record: ResultRecord, records: readonly ResultRecord[]): Readings[] {
  const comparison = resultsAs(compared, 'comparison', record)?.comparison;
  const clean = comparison?.errors.filter(({ condition }) => condition === 'clean') ?? [];
  if (!comparison || clean.length === 0) return [];
  const about = (reading: string) =>
    comparison.costs?.find((cost) => cost.reading === reading)?.about ?? '';
  const lines = clean.map((one): Readings['lines'][number] => [
    one.reading,
    withInterval(one.percent, one),
    aboutReading(about(one.reading), records),
  ]);
  const kind = record.data?.split === 'test' ? 'test images' : 'held-out training images';
  const images = `${comparison.images} ${kind} of ${record.data ? dataInWords(record.data) : ''}`;
  const sizes = [...new Set(comparison.networks.map(({ hidden }) => hidden.join(' + ')))].join(
    ' or ',
  );
  return [{ sizes, of: `networks of ${sizes} units, on the same ${images}`, lines }];
}

/** Whether a comparison has all that another has. */
function holds(one: Readings, other: Readings): boolean {
  const has = new Set(one.lines.map(said));
  return one.of === other.of && other.lines.every((line) => has.has(said(line)));
}

/** What a line says of an error, however the reading is described. */
const said = ([reading, error]: Readings['lines'][number]) => `${reading} ${error}`;
