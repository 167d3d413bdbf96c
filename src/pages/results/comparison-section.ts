import { z } from 'zod';
import { conditionInWords } from '../../images/stimuli/condition-in-words';
import { dataInWords } from '../../runs/data-content';
import { pInWords } from '../../statistics/t-test';
import { verdictInWords } from '../../statistics/verdicts';
import { seedsInWords } from '../../trained/seeds-in-words';
import {
  comparedContrast,
  comparedCost,
  comparedDifference,
  comparedError,
  RESAMPLED,
} from '../comparison-record';
import { aboutReading } from './about-reading';
import { eachInWords, inlineCode, markdownTable, withInterval } from './markdown';
import { type ResultRecord, resultsAs } from './records';
import { shortCommand } from './short-command';

const comparisonShape = z.object({
  comparison: z.object({
    images: z.int(),
    networks: z.array(z.object({ system: z.string(), seed: z.int(), hidden: z.array(z.int()) })),
    errors: z.array(comparedError.extend({ unit: z.string(), networks: z.int() })),
    differences: z.array(comparedDifference.extend({ unit: z.string() })),
    contrasts: z.array(comparedContrast).optional(),
    costs: z.array(comparedCost),
  }),
});

type Comparison = z.infer<typeof comparisonShape>['comparison'];
type Place = { readonly condition: string; readonly strength: number };

/**
 * The comparison of a run, as Markdown, which says what its networks are by all `records`; undefined where the record is
 * of another kind of run.
 */
export function comparisonSection(
  record: ResultRecord,
  records: readonly ResultRecord[],
): string | undefined {
  const comparison = resultsAs(comparisonShape, 'comparison', record)?.comparison;
  if (!comparison) return undefined;
  const { images, networks, errors, contrasts } = comparison;
  const readings = [...new Set(errors.map(({ reading }) => reading))];
  const seeds = seedsInWords([...new Set(networks.map(({ seed }) => seed))]);
  const hidden = [...new Set(networks.map((one) => one.hidden.join(' + ')))].join('; ');
  return [
    `${images} images of ${record.data && dataInWords(record.data)} (${record.data?.split}); ${networks.length === 1 ? 'one network' : `${networks.length} networks`} of ${hidden} units, seed ${seeds}.`,
    `Error in %, mean over the networks, with 95 % intervals, not corrected for their number (${contrasts ? 'over networks and images, or Wilson’s, of images alone, where there is one network' : RESAMPLED}):`,
    errorTable(comparison, readings),
    `Error of ${readings[0]} minus that of each other reading, in points; below 0, ${readings[0]} is better. Estimates with their intervals, without verdicts:`,
    differenceTable(comparison, readings),
    ...contrastsOf(contrasts ?? []),
    'What an image costs, medians over all conditions: multiply-adds of the matrix products that are computed, and milliseconds as timed in this run.',
    costTable(comparison, records),
    inlineCode(shortCommand(record)),
  ].join('\n\n');
}

function errorTable({ errors }: Comparison, readings: readonly string[]): string {
  const rows = placesOf(errors).map(({ at, name }) => [
    name,
    ...readings.map((reading) => {
      const one = errors.find((error) => isAt(error, at) && error.reading === reading);
      return one ? withInterval(one.percent, one).replace(' %', '') : '';
    }),
  ]);
  return markdownTable(['', ...readings], rows);
}

/** What was named beforehand, with its verdicts. */
function contrastsOf(contrasts: NonNullable<Comparison['contrasts']>): string[] {
  if (contrasts.length === 0) return [];
  const rows = contrasts.map((one) => [
    one.claim,
    `${one.first} − ${one.second}, ${conditionInWords(one)}`,
    `${one.points.toFixed(2)} (${one.low.toFixed(2)} to ${one.high.toFixed(2)})`,
    eachInWords(
      one.pairs.map(({ difference }) => difference.points),
      (points) => points.toFixed(1),
    ),
    pInWords(one.adjusted),
    `**${verdictInWords(one)}**`,
    one.detectable.toFixed(2),
  ]);
  const head = [
    'named beforehand',
    'difference of errors',
    'points',
    'each network',
    'p',
    'verdict',
  ];
  const over = contrasts.some(({ pairs }) => pairs.length > 1)
    ? 'networks and images'
    : 'images alone, which says nothing of other networks';
  return [
    `Contrasts that the answer rests on, named before this comparison was run. p: of a t test over ${over}; with Holm’s correction over these contrasts alone; no difference: by two one-sided tests; smallest detectable: the smallest true difference that would have been found in 80 % of cases.`,
    markdownTable([...head, 'smallest detectable'], rows),
  ];
}

function differenceTable({ differences }: Comparison, readings: readonly string[]): string {
  const others = readings.slice(1);
  const rows = placesOf(differences).map(({ at, name }) => [
    name,
    ...others.map((reading) => {
      const one = differences.find((each) => isAt(each, at) && each.second === reading);
      if (!one) return '';
      const points = `${one.points > 0 ? '+' : ''}${one.points.toFixed(1)}`;
      return `${points} (${one.low.toFixed(1)} to ${one.high.toFixed(1)})`;
    }),
  ]);
  return markdownTable(['', ...others], rows);
}

function costTable({ costs, errors }: Comparison, records: readonly ResultRecord[]): string {
  const clean = (reading: string) =>
    errors.find((one) => one.condition === 'clean' && one.reading === reading);
  const rows = costs.map(({ reading, about, multiplyAdds, milliseconds }) => {
    const error = clean(reading);
    const words = error ? withInterval(error.percent, error) : '';
    const what = aboutReading(about, records);
    return [reading, what, `${(multiplyAdds / 1e6).toFixed(2)} M`, milliseconds.toFixed(3), words];
  });
  return markdownTable(
    ['', 'what it is', 'multiply-adds, median', 'ms, median', 'error, clean'],
    rows,
  );
}

function isAt(one: Place, at: Place): boolean {
  return one.condition === at.condition && one.strength === at.strength;
}

/** Each condition and strength once, and what it is called. */
function placesOf(all: readonly (Place & { readonly unit: string })[]) {
  const names = new Map(
    all.map((at) => [
      at.condition === 'clean' ? 'clean' : `${at.condition}, ${at.strength} ${at.unit}`,
      at,
    ]),
  );
  return [...names].map(([name, at]) => ({ name, at }));
}
