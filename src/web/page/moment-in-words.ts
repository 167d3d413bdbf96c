import { inDigits, momentInWords } from '../../pages/browser/in-words';
import { type MomentSeen, topInWords, UNLABELLED } from './moment';
import type { Shown } from './shown';

/** What the network says, once it has watched. */
export function titleOf(moment: MomentSeen | undefined, { watched }: Shown): string {
  if (!moment) return 'What it says';
  if (!moment.races) return `Holding ${moment.top ?? UNLABELLED}`;
  if (isBlank(watched)) return 'There is no image to recognise';
  if (moment.isTied) return 'It cannot tell';
  return `It says ${moment.names[moment.answer]}`;
}

/** Whether the network has answered: all labels were tried on an image, and one leads. */
export function hasAnswered({ races, isTied }: MomentSeen, { watched }: Shown): boolean {
  return races && !isTied && !isBlank(watched);
}

const isBlank = (watched: Shown['watched']) => watched?.state.picture.kind === 'empty';

/** What is to be seen at the moment. */
export function wordsOf({ watched }: Shown, moment: MomentSeen): string {
  const { step, hypothesis, names, scores } = moment;
  const goodness = watched?.of.goodness[step] ?? [];
  if (moment.isRacing) {
    const start = watched?.scene.silent ? 'silent' : 'one pass from below';
    const ofStep = scores[step] ?? [];
    return momentInWords(step, hypothesis, goodness, ofStep, names, 'most', start);
  }
  const layers = (goodness[hypothesis] ?? []).map((one, at) => `layer ${at + 1}: ${inDigits(one)}`);
  const score = inDigits(scores[step]?.[hypothesis] ?? 0);
  return `Step ${step}, ${topInWords(moment)}: score ${score}; ${layers.join(', ')}.`;
}
