import type { LearningSettings } from '../learning/settings';
import type { TrainingMeans } from '../learning/tally';
import type { TrainingEvent } from '../learning/train';
import { errorShare } from './error-share';
import type { Surroundings } from './experiment';

/** Shows a training to the person who waits for it; an observer of its events. */
export function trainingProgress(
  { say, progress }: Pick<Surroundings, 'say' | 'progress'>,
  { epochs }: LearningSettings,
  batches: { readonly done: number; readonly all: number },
): { readonly observe: (event: TrainingEvent) => void; readonly done: () => void } {
  const bar = progress('training', batches.all, batches.done);
  return {
    done: bar.done,
    observe(event) {
      if (event.kind === 'batch') bar.advance(1, `epoch ${event.epoch}/${epochs}`);
      if (event.kind === 'epoch') say(`epoch ${event.epoch}/${epochs}: ${inWords(event.means)}`);
      if (event.kind === 'validation') {
        const { topDown, readout, labels } = event.evaluation;
        const percent = (answers: Uint8Array) => errorShare(answers, labels).percent.toFixed(2);
        say(
          `  ${labels.length} held-out images: ${percent(topDown)} % wrong by goodness, ${percent(readout)} % by the readout`,
        );
      }
    },
  };
}

function inWords({ pairError, readoutError }: TrainingMeans): string {
  return `wrong label preferred for ${pairError.toFixed(2)} % of the training images, readout wrong on ${readoutError.toFixed(2)} %`;
}
