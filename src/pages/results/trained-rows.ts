import { z } from 'zod';
import type { Split } from '../../runs/images';
import { systemOf } from '../../runs/run-record';
import type { ErrorReport } from '../../trained/error-report';
import { type PaperError, paperErrors } from '../../trained/paper-errors';
import { withInterval } from './markdown';
import { type ResultRecord, resultsAs, trainedResults } from './records';

/** A network that was trained and judged. */
export interface TrainedRow {
  readonly system: string;
  readonly record: ResultRecord;
  readonly errors: ErrorReport;
  /** On training images, where these were asked for. */
  readonly onTraining?: ErrorReport | undefined;
}

/** The networks that were trained and judged by the images of `split`. Throws InputError. */
export function trainedRows(records: readonly ResultRecord[], split: Split): TrainedRow[] {
  return records.flatMap((record) => {
    const { [split]: errors, onTraining } = resultsAs(trainedResults, 'training', record) ?? {};
    return errors ? [{ system: systemOf(record), record, errors, onTraining }] : [];
  });
}

/** The depths of which the paper reports networks of the row's system on the row's data: none where it does not. */
export function depthsOf({ system, record }: TrainedRow): readonly number[] {
  return paperErrors(system, record.data).flatMap(({ depth }) => depth ?? []);
}

const learntSizes = z.object({ sizes: z.object({ hidden: z.array(z.number()) }) });

/** Units of each hidden layer that learnt, lowest first; none where the record does not say. */
export function hiddenOf({ learning }: ResultRecord): readonly number[] {
  return learntSizes.safeParse(learning).data?.sizes.hidden ?? [];
}

/** The error of one reading with its interval; undefined where the network is not read so. */
export function errorIn(
  { intervals, ...errors }: ErrorReport,
  by: PaperError['by'],
): string | undefined {
  const percent = errors[by];
  return percent === undefined ? undefined : withInterval(percent, intervals[by]);
}
