import { type Share, wilson } from './wilson';

/** Share of wrong answers with its 95 % interval. */
export function errorShare(answers: Uint8Array, labels: Uint8Array): Share {
  const wrong = answers.reduce((sum, answer, at) => sum + (answer === labels[at] ? 0 : 1), 0);
  return wilson(wrong, labels.length);
}
