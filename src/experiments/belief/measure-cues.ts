import { randomStream } from '../../engine/random';
import type { LabelledImages } from '../../images/labelled-images';
import { slice } from '../../images/split';
import { gaussianNoise } from '../../images/stimuli/noise';
import { winners } from '../../perception/recognise';
import type { StudySubject } from '../subject';
import { calibratingTemperature } from './calibration';
import { type CuedChoice, choiceWeight, cueStrength } from './cue';
import { finalBelief, onePassLogits } from './logits';
import type { ChoiceRow, CueRow, SureRow } from './rows';
import { logOdds, softmaxRow } from './softmax-row';

type Subject = Pick<StudySubject, 'network' | 'settings'>;
type Row = SureRow | CueRow | ChoiceRow;

/**
 * How sure a network is of the second half of the images, and what it and an ideal observer make of cues
 * there; temperatures are chosen on the first half, without cues. `noise` is its standard deviation, as a
 * share of full scale.
 */
export async function cueRows(
  subject: Subject,
  images: LabelledImages,
  noise: number,
  validities: readonly number[],
  seed: number,
): Promise<Row[]> {
  const noisy = gaussianNoise.apply(images, noise, seed);
  const half = Math.floor(images.count / 2);
  const judged = slice(noisy, half);
  const own = calibrated(noisy, half, await finalBelief(subject, noisy));
  const readout = calibrated(noisy, half, await onePassLogits(subject, noisy));
  const rows: Row[] = [
    ...sureRows(own, { noise, by: 'own-belief' }, judged.labels),
    ...sureRows(readout, { noise, by: 'one-pass' }, judged.labels),
  ];
  const said = { valid: judged.labels, invalid: wrongLabels(judged, seed) };
  for (const validity of validities) {
    const choices: CuedChoice[] = [];
    for (const valid of [true, false]) {
      const cues = valid ? said.valid : said.invalid;
      const logits = await finalBelief(subject, judged, { cues, validity });
      const about = { noise, validity, valid };
      const cued = underCue({ own, readout, logits, cues, labels: judged.labels }, about);
      rows.push(...cued.rows);
      choices.push(...cued.choices);
    }
    rows.push({ kind: 'choice', noise, validity, weight: choiceWeight(choices) });
  }
  return rows;
}

function sureRows(
  { answers, confidence }: Calibrated,
  about: Pick<SureRow, 'noise' | 'by'>,
  labels: Uint8Array,
): SureRow[] {
  return [...answers].map((answer, item) => ({
    ...{ kind: 'sure', item, ...about, confidence: confidence[item] as number },
    right: answer === labels[item],
  }));
}

/** Images under cues: the network's logits with them, and calibrated beliefs without. */
interface UnderCue {
  readonly own: Calibrated;
  readonly readout: Calibrated;
  readonly logits: Float32Array;
  readonly cues: Uint8Array;
  readonly labels: Uint8Array;
}

function underCue(
  { own, readout, logits, cues, labels }: UnderCue,
  about: Pick<CueRow, 'noise' | 'validity' | 'valid'>,
): { readonly rows: CueRow[]; readonly choices: CuedChoice[] } {
  const classes = logits.length / labels.length;
  const strength = cueStrength(about.validity, classes);
  const choices = [...winners(logits, classes)].map((choice, item): CuedChoice => {
    return { evidence: readout.rowOf(item), cue: cues[item] as number, strength, choice };
  });
  const rows = choices.map(({ evidence, cue, choice }, item): CueRow => {
    const ideal = Array.from(evidence, (one, k) => (k === cue ? one + strength : one));
    const cued = logOdds(rowOf(logits, item, classes), cue) / own.temperature;
    return {
      ...{ kind: 'cue', item, ...about, right: choice === labels[item] },
      ideal: ideal.indexOf(Math.max(...ideal)) === labels[item],
      weight: (cued - logOdds(own.rowOf(item), cue)) / strength,
    };
  });
  return { rows, choices };
}

/** What was believed of the second half, at the temperature that the first half asks for. */
interface Calibrated {
  readonly temperature: number;
  readonly answers: Uint8Array;
  readonly confidence: readonly number[];
  /** Calibrated logits of an image. */
  readonly rowOf: (item: number) => Float32Array;
}

const rowOf = (logits: Float32Array, item: number, classes: number) =>
  logits.subarray(item * classes, (item + 1) * classes);

function calibrated(
  { labels, classes }: LabelledImages,
  half: number,
  logits: Float32Array,
): Calibrated {
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
