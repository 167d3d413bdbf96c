import type { System } from '../learning/system';
import type { TrainingMeans } from '../learning/tally';
import type { TrainingEvent } from '../learning/train';
import { errorShare } from '../statistics/error-share';
import type { Surroundings } from './experiment';

/** Shows a training to the person who waits for it; an observer of its events. */
export function trainingProgress(
  { say, progress }: Pick<Surroundings, 'say' | 'progress'>,
  { mistake }: Pick<System, 'mistake'>,
  epochs: number,
  batches: { readonly done: number; readonly all: number },
): { readonly observe: (event: TrainingEvent) => void; readonly done: () => void } {
  const bar = progress('training', batches.all, batches.done);
  return {
    done: bar.done,
    observe(event) {
      if (event.kind === 'batch') bar.advance(1, `epoch ${event.epoch}/${epochs}`);
      if (event.kind === 'epoch')
        say(`epoch ${event.epoch}/${epochs}: ${inWords(event.means, mistake)}`);
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
