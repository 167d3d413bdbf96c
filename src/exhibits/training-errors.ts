import type { Series } from '../figures/line-chart';
import type { MetricRow } from '../observation/metric-row';

/** An error that training measures after every epoch, in per cent. */
export interface TrainingError {
  readonly split: MetricRow['split'];
  readonly metric: string;
  /** In a label. */
  readonly words: string;
  /** What is counted, in a sentence. */
  readonly about: string;
}

export const READOUT = 'Readout: the softmax on one bottom-up pass.';
const GOODNESS = 'Goodness: the label of the highest goodness is the answer.';
const PAIRS =
  'Pairs: training images for which what is to be lowered scored at least as high as what is to be raised.';

/** What is said most by first. */
const ERRORS: readonly TrainingError[] = [
  {
    ...{ split: 'validation', metric: 'error_percent' },
    ...{ words: 'held out, goodness', about: GOODNESS },
  },
  {
    ...{ split: 'validation', metric: 'readout_error_percent' },
    ...{ words: 'held out, readout', about: READOUT },
  },
  {
    ...{ split: 'training', metric: 'readout_error_percent' },
    ...{ words: 'training, readout', about: READOUT },
  },
  {
    ...{ split: 'training', metric: 'pair_error_percent' },
    ...{ words: 'training, pairs', about: PAIRS },
  },
];

/** The errors that there are in the metrics of a run, the one that stands for it first. */
export function errorsIn(rows: readonly MetricRow[]): readonly TrainingError[] {
  return ERRORS.filter((error) => byEpoch(rows, error).length > 0);
}

/** A number about epochs as a whole, of the network or of a layer: by epoch. */
export function byEpoch(
  rows: readonly MetricRow[],
  { split, metric }: Pick<TrainingError, 'split' | 'metric'>,
  layer: number | null = null,
): Series['points'] {
  const is = (row: MetricRow) =>
    row.split === split && row.metric === metric && row.layer === layer;
  return rows
    .filter((row) => is(row) && row.batch === null && row.step === null)
    .flatMap(({ epoch, value }) => (value === null ? [] : [{ x: epoch, y: value }]))
    .sort((one, other) => one.x - other.x);
}
