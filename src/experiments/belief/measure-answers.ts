import type { LabelledImages } from '../../images/labelled-images';
import { winnersAmongBelieved } from '../../perception/believed-labels';
import { batchByBatch } from '../../perception/evaluate';
import type { EvidenceName } from '../../perception/evidence';
import { beliefOverTime } from '../../perception/own-belief';
import { dynamicsOf } from '../../perception/perception-settings';
import { accumulate, recognise, winners } from '../../perception/recognise';
import { type Surroundings, stopIfInterrupted } from '../../runs/scenario';
import { asLetters } from '../measures/answer-letters';
import type { StudySubject } from '../subject';
import type { BeliefAnswerRow } from './rows';

/** Temperatures of the beliefs that are compared, each in the unit of its evidence. */
export type Temperatures = Readonly<Record<EvidenceName, number>>;

/** What each image is taken for, by own belief of every kind and by readings that it is compared with. */
export async function answerRows(
  { network, settings }: StudySubject,
  images: LabelledImages,
  { temperatures, steps }: { readonly temperatures: Temperatures; readonly steps: number },
  { signal }: Pick<Surroundings, 'signal'>,
): Promise<BeliefAnswerRow[]> {
  const dynamics = dynamicsOf(settings);
  const { window } = settings;
  const rows: BeliefAnswerRow[] = [];
  const parts = batchByBatch(images, (pixels, { start, labels }) => {
    const note = (by: BeliefAnswerRow['by'], answers: readonly Uint8Array[]) => {
      for (const [at, letters] of asLetters(answers).entries()) {
        const label = labels[at] as number;
        rows.push({ kind: 'answer', item: start + at, label, by, answers: letters });
      }
    };
    const most = (values: Float32Array) => winners(values, images.classes);
    const seen = recognise(network, pixels, window.last, dynamics);
    note('top-down', [most(accumulate(seen, window))]);
    note('one-pass', [most(seen.logits)]);
    const believed = winnersAmongBelieved(network, pixels, window, dynamics);
    note('top-down-of-believed', [believed.answers]);
    for (const evidence of Object.keys(temperatures) as EvidenceName[]) {
      const belief = { evidence, temperature: temperatures[evidence] };
      note(evidence, beliefOverTime(network, pixels, steps, { ...dynamics, belief }).map(most));
    }
  });
  for await (const _ of parts) stopIfInterrupted(signal);
  return rows;
}
