import type { RunRecord } from './run-record';

/** A run's record without what is of its own machine alone: who wrote it, and from which folder. */
export type PublishedRecord = Omit<RunRecord, 'process' | 'lease' | 'data'> & {
  readonly data?: Omit<NonNullable<RunRecord['data']>, 'path'> | undefined;
};

/** What of a record others are shown. */
export function publishedRecord({
  process: _,
  lease: __,
  data,
  ...record
}: RunRecord): PublishedRecord {
  if (!data) return record;
  const { path: ___, ...shown } = data;
  return { ...record, data: shown };
}
