import { loadDataSet } from '../src/data/load';
import type { Precision } from '../src/engine/precision';
import { first } from '../src/images/split';
import { peakResidentHere } from '../src/machine/processes';
import { inference } from './inference';
import { besidePeer } from './peer/beside-peer';
import { whyNotAt } from './started';
import { batchOperations, type MapsBenched, trainingBatch } from './training-batch';
import { checkpointSpeed, traceSpeed } from './writing';

/** One measurement, done in a process of its own so that its peak memory is its own. */
export interface Part {
  readonly kind: 'training' | 'peer' | 'inference' | 'operations' | 'checkpoint' | 'trace';
  /** Units of the hidden layers; those of maps, where there are some. */
  readonly hidden: readonly number[];
  readonly maps?: MapsBenched;
  readonly batches?: number;
  readonly images?: number;
  readonly precision?: Precision;
  readonly steps?: number;
  readonly hypotheses?: number;
}

async function run({ kind, hidden, batches = 0, images: count, ...part }: Part): Promise<unknown> {
  if ((await whyNotAt(part.precision)) !== undefined) return null;
  if (kind === 'checkpoint') return checkpointSpeed(hidden);
  const { training } = await loadDataSet(process.env['BENCH_DATA_SET'] ?? 'mnist');
  const images = first(training, count ?? training.count);
  if (kind === 'trace') return traceSpeed(hidden, images);
  if (kind === 'peer') return besidePeer(hidden, images);
  if (kind === 'operations') return batchOperations({ hidden }, images);
  if (kind === 'inference')
    return inference(hidden, { ...images, classes: part.hypotheses ?? images.classes });
  const { steps, maps, precision } = part;
  const change = { ...(steps !== undefined && { steps }), ...(precision && { precision }) };
  return trainingBatch(maps ?? { hidden }, images, batches, change);
}

async function main(): Promise<void> {
  const result = await run(JSON.parse(process.argv[2] as string));
  // On Linux `resourceUsage` begins with the peak of the parent process.
  const peak = peakResidentHere() ?? 1024 * process.resourceUsage().maxRSS;
  const peakMegabytes = peak / 1e6;
  process.stdout.write(`${JSON.stringify({ result, peakMegabytes })}\n`);
}

void main();
