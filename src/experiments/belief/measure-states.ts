import type { Network } from '../../network/network';
import { OWN_BELIEF } from '../../perception/belief';
import { winners } from '../../perception/recognise';
import { beliefLogits, type Dynamics } from '../../perception/step';
import { asLetters } from '../measures/answer-letters';
import { type MorphFrames, morphLabels } from '../watching/morphs';
import { sideBySide } from '../watching/recognise-images';
import { watchVideo } from '../watching/watch-video';
import type { PathRow } from './rows';

/** For how long a label is held, and for how long belief is watched since. */
export interface Pace {
  readonly prime: number;
  readonly after: number;
}

/**
 * Each item at each morph level stands still: one of its labels is held for some steps, then let go, and
 * the network's own belief takes its place. What is believed at each step since, from either beginning.
 */
export function stateRows(
  network: Network,
  morphs: MorphFrames,
  shares: readonly number[],
  { temperature, dynamics, prime, after }: Pace & { temperature: number; dynamics: Dynamics },
): PathRow[] {
  const { items, frames } = morphs;
  const images = frames.length * items.length;
  const ends = morphLabels(morphs, frames.length);
  const pixels = sideBySide(frames);
  const believing = { ...dynamics, belief: { ...OWN_BELIEF, temperature } };
  const from = (held: Uint8Array): string[] => {
    const answers: Uint8Array[] = [];
    const video = {
      images,
      frames: new Array<Float32Array>(prime + after + 1).fill(pixels),
      held: (frame: number) => (frame < prime ? held : ('every' as const)),
    };
    watchVideo(
      network,
      video,
      (state) => {
        if (state.step < prime) return;
        const logits = beliefLogits(network, state, believing);
        answers.push(winners(logits.dataSync<'float32'>(), logits.shape[1]));
        logits.dispose();
      },
      { dynamics: believing },
    );
    return asLetters(answers);
  };
  const [first, other] = [from(ends.first), from(ends.other)];
  const labels = asLetters([ends.first, ends.other]);
  return Array.from({ length: images }, (_, at) => ({
    kind: 'path',
    item: at % items.length,
    share: shares[Math.floor(at / items.length)] as number,
    temperature,
    labels: labels[at] as string,
    first: first[at] as string,
    other: other[at] as string,
  }));
}
