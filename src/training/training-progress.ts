import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { addTallies, meansOf, type Tally, type TrainingMeans } from '../learning/tally';
import type { TrainingEvent } from '../learning/train';
import type { Surroundings } from '../runs/scenario';
import { mean, median } from '../statistics/mean';
import { errorShare } from '../statistics/wilson';

/** What a pair that is wrong is called where the system has no name for it. */
const MISTAKE = 'wrong label preferred';

/** Shows a training to the person who waits for it; an observer of its events. */
export function trainingProgress(
  { say, progress }: Pick<Surroundings, 'say' | 'progress'>,
  { mistake = MISTAKE, answers: { by = 'goodness' } }: Pick<System, 'mistake' | 'answers'>,
  { epochs, batch }: Pick<CommonSettings, 'epochs' | 'batch'>,
  clock: Pick<BatchClock, 'recent'>,
  batches: { readonly done: number; readonly all: number },
): { readonly observe: (event: TrainingEvent) => void; readonly done: () => void } {
  const bar = progress('training', batches.all, batches.done);
  let soFar: Tally | undefined;
  return {
    done: bar.done,
    observe(event) {
      if (event.kind === 'batch') {
        soFar = soFar ? addTallies(soFar, event.tally) : event.tally;
        const time = clock.recent();
        const speed = time === undefined ? '' : `, ${((1000 * batch) / time).toFixed(0)} images/s`;
        bar.advance(1, `epoch ${event.epoch}/${epochs}${speed}`, inDetail(meansOf(soFar), mistake));
      }
      if (event.kind === 'epoch') {
        soFar = undefined;
        say(`epoch ${event.epoch}/${epochs}: ${inWords(event.means, mistake, OF_ALL)}`);
      }
      if (event.kind === 'validation') {
        const { goodness, readout, labels } = event.evaluation;
        const wrong = (answers: Uint8Array, how: string) =>
          `${errorShare(answers, labels).percent.toFixed(2)} % wrong by ${how}`;
        const both = [...(goodness ? [wrong(goodness, by)] : []), wrong(readout, 'the readout')];
        say(`  ${labels.length} held-out images: ${both.join(', ')}`);
      }
    },
  };
}

const OF_ALL = ' of the training images';

function inWords({ pairError, readoutError }: TrainingMeans, mistake: string, of = ''): string {
  const readout = `readout wrong on ${readoutError.toFixed(2)} %`;
  if (pairError === undefined) return `${readout}${of}`;
  return `${mistake} for ${pairError.toFixed(2)} %${of}, ${readout}`;
}

/** How the epoch goes so far: the errors, and each layer's goodness where there are two. */
function inDetail(means: TrainingMeans, mistake: string): string[] {
  const { positive, negative } = means;
  const layers = negative.map(
    (one, index) => `layer ${index + 1}: ${positive[index]?.toFixed(2)} against ${one.toFixed(2)}`,
  );
  const goodness = layers.length > 0 ? [`goodness per unit, ${layers.join('; ')}`] : [];
  return [`so far: ${inWords(means, mistake)}`, ...goodness];
}

/** Times the batches of a training; it looks on as an observer of its events. */
export interface BatchClock {
  readonly observe: (event: TrainingEvent) => void;
  /** Median time between two batches in a row, in milliseconds, if there were any. */
  readonly median: () => number | undefined;
  /** Mean of the latest such times. */
  readonly recent: () => number | undefined;
}

/** So many times are the latest. */
const LATEST = 50;

/** A clock that leaves out what lies between batches: saving, evaluating, the first start. */
export function batchClock(): BatchClock {
  const times: number[] = [];
  let last: number | undefined;
  return {
    observe({ kind }) {
      const now = performance.now();
      if (kind === 'batch' && last !== undefined) times.push(now - last);
      last = kind === 'batch' ? now : undefined;
    },
    median: () => median(times),
    recent() {
      const latest = times.slice(-LATEST);
      return latest.length === 0 ? undefined : mean(latest);
    },
  };
}
