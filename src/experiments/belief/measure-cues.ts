import { randomStream } from '../../engine/random';
import { tidy } from '../../engine/tidy';
import type { LabelledImages } from '../../images/labelled-images';
import { slice } from '../../images/split';
import { gaussianNoise } from '../../images/stimuli/noise';
import { OWN_BELIEF } from '../../perception/belief';
import { batchByBatch } from '../../perception/evaluate';
import { frameFor, noLabel } from '../../perception/frame';
import { beliefOverTime } from '../../perception/own-belief';
import { dynamicsOf } from '../../perception/perception-settings';
import { readoutLogits } from '../../perception/readout';
import { winners } from '../../perception/recognise';
import { bottomUpPass } from '../../perception/step';
import type { StudySubject } from '../subject';
import { calibratingTemperature } from './calibration';
import { type CuedChoice, choiceWeight, cuePrior, cueStrength } from './cue';
import type { ChoiceRow, CueRow, SureRow } from './rows';
import { logOdds, softmaxRow } from './softmax-row';

/** How noisy images are, as a share of full scale, and how often cues are right. */
export interface CueOptions {
  readonly noises: readonly number[];
  readonly validities: readonly number[];
}

type Subject = Pick<StudySubject, 'network' | 'settings'>;
type Row = SureRow | CueRow | ChoiceRow;

/**
 * What a network and an ideal observer make of cues on the second half of the images; temperatures are
 * chosen on the first half, without cues. One piece of work for each noise.
 */
export async function cueRows(
  subject: Subject,
  images: LabelledImages,
  noise: number,
  validities: readonly number[],
  seed: number,
): Promise<Row[]> {
  const { classes, count } = images;
  const noisy = gaussianNoise.apply(images, noise, seed);
  const half = Math.floor(count / 2);
  const judged = slice(noisy, half);
  const own = await calibrated(noisy, half, await finalBelief(subject, noisy));
  const readout = await calibrated(noisy, half, await onePass(subject, noisy));
  const rows: Row[] = [];
  for (const [by, { confidence, answers }] of [
    ['own-belief', own] as const,
    ['one-pass', readout] as const,
  ])
    for (const [item, answer] of answers.entries())
      rows.push({
        ...{ kind: 'sure', item, noise, by, confidence: confidence[item] as number },
        right: answer === judged.labels[item],
      });
  const lies = wrongLabels(judged, seed);
  for (const validity of validities) {
    const strength = cueStrength(validity, classes);
    const choices: CuedChoice[] = [];
    for (const valid of [true, false]) {
      const cues = valid ? judged.labels : lies;
      const logits = await finalBelief(subject, judged, { cues, validity });
      for (const [item, choice] of winners(logits, classes).entries()) {
        const [cue, label] = [cues[item] as number, judged.labels[item]];
        const evidence = readout.rowOf(item);
        const ideal = evidence.map((one, k) => (k === cue ? one + strength : one));
        choices.push({ evidence, cue, strength, choice });
        const raised =
          logOdds(rowOf(logits, item, classes), cue) / own.temperature -
          logOdds(own.rowOf(item), cue);
        rows.push({
          ...{ kind: 'cue', item, noise, validity, valid, right: choice === label },
          ideal: ideal.indexOf(Math.max(...ideal)) === label,
          alone: own.answers[item] === label,
          weight: raised / strength,
        });
      }
    }
    rows.push({ kind: 'choice', noise, validity, weight: choiceWeight(choices) });
  }
  return rows;
}

const rowOf = (logits: Float32Array, item: number, classes: number) =>
  logits.subarray(item * classes, (item + 1) * classes);

/** The second half's answers and confidence, at the temperature that the first half asks for. */
function calibrated({ labels, classes }: LabelledImages, half: number, logits: Float32Array) {
  const first = { logits: logits.subarray(0, half * classes), labels: labels.subarray(0, half) };
  const temperature = calibratingTemperature({ ...first, classes });
  const second = logits.map((logit) => logit / temperature).subarray(half * classes);
  const answers = winners(second, classes);
  const confidence = [...answers].map(
    (answer, item) => softmaxRow(rowOf(second, item, classes))[answer] as number,
  );
  return {
    temperature,
    answers,
    confidence,
    rowOf: (item: number) => rowOf(second, item, classes),
  };
}

/** A label for each image that is not its own, all others alike. */
function wrongLabels({ labels, classes }: LabelledImages, seed: number): Uint8Array {
  return labels.map(
    (label, item) =>
      (label + randomStream(seed, 'wrong-cue', item).integer(1, classes - 1)) % classes,
  );
}

/** Logits of own belief after the window's last step, under a cue if there is one. */
function finalBelief(
  { network, settings }: Subject,
  images: LabelledImages,
  cued?: { readonly cues: Uint8Array; readonly validity: number },
): Promise<Float32Array> {
  const { classes } = images;
  return together(images, (pixels, start) =>
    tidy(() => {
      const cues = cued?.cues.subarray(start, start + pixels.shape[0]);
      const prior = cued && cues && cuePrior(cues, cued.validity, classes);
      const dynamics = { ...dynamicsOf(settings), belief: { ...OWN_BELIEF, prior } };
      return beliefOverTime(network, pixels, settings.window.last, dynamics).at(-1) as Float32Array;
    }),
  );
}

function onePass({ network }: Subject, images: LabelledImages): Promise<Float32Array> {
  const unlabelled = (pixels: Parameters<typeof frameFor>[1]) =>
    frameFor(network, pixels, noLabel(images.classes, 'silent'));
  return together(images, (pixels) =>
    tidy(() =>
      readoutLogits(network, bottomUpPass(network, unlabelled(pixels))).dataSync<'float32'>(),
    ),
  );
}

/** The logits of all batches in a row: [images × classes]. */
async function together(
  images: LabelledImages,
  work: (pixels: Parameters<typeof frameFor>[1], start: number) => Float32Array,
): Promise<Float32Array> {
  const all = new Float32Array(images.count * images.classes);
  for await (const { start, logits } of batchByBatch(images, (pixels, batch) => ({
    start: batch.start,
    logits: work(pixels, batch.start),
  })))
    all.set(logits, start * images.classes);
  return all;
}
