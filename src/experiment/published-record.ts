import type { RunRecord } from './run-record';

/** A run's record without what is of its own machine alone: who wrote it, and where files were. */
export type PublishedRecord = Omit<
  RunRecord,
  'process' | 'lease' | 'dataFolder' | 'data' | 'networks'
> & {
  readonly data?: Omit<NonNullable<RunRecord['data']>, 'path'> | undefined;
  readonly networks?:
    | readonly Omit<NonNullable<RunRecord['networks']>[number], 'file'>[]
    | undefined;
};

/** What of a record others are shown. */
export function publishedRecord({
  process: _,
  lease: __,
  dataFolder: ___,
  data,
  networks,
  ...record
}: RunRecord): PublishedRecord {
  return {
    ...record,
    ...(data && { data: withoutPath(data) }),
    ...(networks && { networks: networks.map(({ given, sha256 }) => ({ given, sha256 })) }),
  };
}

function withoutPath({ path: _, ...shown }: NonNullable<RunRecord['data']>) {
  return shown;
}
