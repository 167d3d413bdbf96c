import type { TrainingEvent } from '../learning/train';
import { type MetricRow, measured } from './metric-row';

/** The rows that an event of training adds to the metrics; none for most. */
export function trainingMetrics(event: TrainingEvent): readonly MetricRow[] {
  if (event.kind === 'epoch') return ofTraining(event);
  return event.kind === 'validation' ? ofValidation(event) : [];
}

function ofTraining({ epoch, means }: Extract<TrainingEvent, { kind: 'epoch' }>): MetricRow[] {
  const row = rowsOf(epoch, 'training');
  return [
    ...(means.pairError === undefined ? [] : [row('pair_error_percent', means.pairError)]),
    row('readout_error_percent', means.readoutError),
    ...means.positive.map((value, index) =>
      row('positive_goodness_per_unit', value, { layer: index + 1 }),
    ),
    ...means.negative.map((value, index) =>
      row('negative_goodness_per_unit', value, { layer: index + 1 }),
    ),
  ];
}

function ofValidation({
  epoch,
  evaluation: { labels, goodness, readout, byStep },
}: Extract<TrainingEvent, { kind: 'validation' }>): MetricRow[] {
  const row = rowsOf(epoch, 'validation');
  const error = (answers: Uint8Array) =>
    (100 * answers.filter((answer, at) => answer !== labels[at]).length) / labels.length;
  return [
    ...(goodness ? [row('error_percent', error(goodness))] : []),
    row('readout_error_percent', error(readout)),
    ...byStep.map((answers, index) =>
      row('step_error_percent', error(answers), { step: index + 1 }),
    ),
  ];
}

/** Rows about an epoch as a whole. */
function rowsOf(epoch: number, split: MetricRow['split']) {
  return (
    metric: string,
    value: number,
    where: Partial<Pick<MetricRow, 'step' | 'layer'>> = {},
  ): MetricRow =>
    measured({ epoch, batch: null, step: null, layer: null, split, metric, ...where }, value);
}
