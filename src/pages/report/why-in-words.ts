import { nameFor } from '../../images/labelled-images';
import { withArticle } from '../../images/with-article';
import { overWindow, ranked, runnersUp, scoresByStep } from '../../observation/scores';
import type { WatchedFile } from '../../observation/watched-file';
import type { Prefers, Window } from '../../perception/perception-settings';
import { inDigits } from '../browser/in-words';

/** Decimals that tell two scores apart which are the same in two. */
const CLOSE = 4;

type Recognised = Pick<WatchedFile['images'][number], 'label' | 'answer' | 'readout' | 'goodness'>;

/** The steps that decide, and which label's goodness makes it the answer: the most unless told. */
interface Deciding {
  readonly window: Window;
  readonly prefers?: Prefers | undefined;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const ORDER = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
];

/** Why the network took an image for what it did, in plain words: with the names of classes. */
export function whyInWords(
  image: Recognised,
  {
    window,
    prefers,
    classNames,
  }: Deciding & { readonly classNames?: readonly string[] | undefined },
): string {
  const { label, answer, readout, goodness } = image;
  const name = (one: number) => nameFor(classNames, one);
  const thing = withArticle(name(label));
  const scores = scoresByStep(goodness);
  const means = overWindow(scores, window);
  const order = runnersUp(means, answer, prefers);
  const runnerUp = order[0] ?? answer;
  const close = inDigits(means[answer] ?? 0) === inDigits(means[runnerUp] ?? 0);
  const score = (one: number) => (means[one] ?? 0).toFixed(close ? CLOSE : 2);
  const layers = goodness[0]?.[0]?.length ?? 0;
  const place = order.indexOf(label) + 1; // places behind the answer
  const truth = answer !== label && place > 1;
  return [
    answer === label
      ? `This is ${thing}, and the network recognises it.`
      : `This is ${thing}, but the network answers ${withArticle(name(answer))}.`,
    `Under ${name(answer)} ${layers === 1 ? 'its layer is' : `its ${NUMBERS[layers] ?? layers} layers are`} ${prefers === 'least' ? 'least' : 'most'} active: ` +
      `a score of ${score(answer)} on average over steps ${window.first} to ${window.last}; ` +
      `the runner-up is ${name(runnerUp)}${answer !== label && place === 1 ? ', the true label,' : ''} with ${score(runnerUp)}` +
      `${truth ? `, and the true label, ${name(label)}, comes ${placeInWords(place, means.length)} with ${score(label)}` : ''}.`,
    leadInWords(scores, answer, { window, prefers }, name),
    `In one pass, without trying labels, the network answers ${withArticle(name(readout))}${readout === answer ? ' too' : ''}.`,
  ].join(' ');
}

/** A place, from 0, among so many: `third`, `12th`, `last`. */
function placeInWords(place: number, of: number): string {
  return place === of - 1 ? 'last' : (ORDER[place] ?? ordinal(place + 1));
}

const ENDINGS = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });

/** `11th`, `22nd`. */
function ordinal(number: number): string {
  return `${number}${ENDINGS.get(ORDINALS.select(number)) ?? 'th'}`;
}

/** From which step on the answer leads, and what led before. */
function leadInWords(
  scores: readonly (readonly number[])[],
  answer: number,
  { window: { last }, prefers }: Deciding,
  name: (label: number) => string,
): string {
  const bests = scores.slice(0, last + 1).map((step) => ranked(step, prefers)[0] as number);
  const bestAt = (step: number) => name(bests[step] as number);
  const behind = bests.findLastIndex((best, step) => step > 0 && best !== answer);
  if (behind === last) return `At step ${last} alone it would be ${bestAt(last)}.`;
  if (behind < 1) return `Label ${name(answer)} leads from the first step on.`;
  return `Label ${name(answer)} leads from step ${behind + 1} on; at step ${behind} the best was ${bestAt(behind)}.`;
}
