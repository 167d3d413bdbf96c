import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { addTallies, meansOf, type Tally, type TrainingMeans } from '../learning/tally';
import type { TrainingEvent } from '../learning/train';
import { errorShare } from '../statistics/error-share';
import type { BatchClock } from './batch-clock';
import type { Surroundings } from './experiment';

/** Shows a training to the person who waits for it; an observer of its events. */
export function trainingProgress(
  { say, progress }: Pick<Surroundings, 'say' | 'progress'>,
  { mistake }: Pick<System, 'mistake'>,
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
        say(`epoch ${event.epoch}/${epochs}: ${inWords(event.means, mistake)}`);
      }
      if (event.kind === 'validation') {
        const { goodness, readout, labels } = event.evaluation;
        const wrong = (answers: Uint8Array, how: string) =>
          `${errorShare(answers, labels).percent.toFixed(2)} % wrong by ${how}`;
        const both = [
          ...(goodness ? [wrong(goodness, 'goodness')] : []),
          wrong(readout, 'the readout'),
        ];
        say(`  ${labels.length} held-out images: ${both.join(', ')}`);
      }
    },
  };
}

function inWords({ pairError, readoutError }: TrainingMeans, mistake: string | undefined): string {
  const readout = `readout wrong on ${readoutError.toFixed(2)} %`;
  if (pairError === undefined) return `${readout} of the training images`;
  return `${mistake} for ${pairError.toFixed(2)} % of the training images, ${readout}`;
}

/** How the epoch goes so far: the errors, and each layer's goodness where there are two. */
function inDetail(means: TrainingMeans, mistake: string | undefined): string[] {
  const { positive, negative } = means;
  const layers = negative.map(
    (lowered, index) =>
      `layer ${index + 1}: ${positive[index]?.toFixed(2)} against ${lowered.toFixed(2)}`,
  );
  const goodness = layers.length > 0 ? [`goodness a unit, ${layers.join('; ')}`] : [];
  return [`so far: ${inWords(means, mistake)}`, ...goodness];
}
