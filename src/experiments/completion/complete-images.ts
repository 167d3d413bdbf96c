import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { dynamicsOf, type PerceptionSettings } from '../../perception/perception-settings';
import { accumulate, winners } from '../../perception/recognise';
import type { PerceptionState } from '../../perception/state';
import { drawnBy } from '../measures/drawings';
import { readoutAnswers } from '../watching/recognise-images';
import { scoresOf, type Video, watchVideo } from '../watching/watch-video';
import { fitsToHidden, type HiddenPixels } from './fits';

/** What a network makes of images of which a part is hidden. */
export interface Completed {
  readonly classes: number;
  /** Scores of each label over the window: [B × classes]. */
  readonly scores: Float32Array;
  /** Answers by these, and of the readout of one pass: [B]. */
  readonly goodness: Uint8Array;
  readonly readout: Uint8Array;
  /** How well layer 1 fits what is hidden under each label: `byLabel[step]` is [B × classes]. */
  readonly byLabel: readonly Float64Array[];
  /** The same with nothing held at the top: `noLabel[step]` is [B]. */
  readonly noLabel: readonly Float64Array[];
  /** What layer 1 expects of the pixels. */
  readonly drawn: {
    /** At time 0: [1, B, n_0]. */
    readonly first: Float32Array;
    /** At the end of the window: [K or 1, B, n_0] and [1, B, n_0]. */
    readonly byLabel: Float32Array;
    readonly noLabel: Float32Array;
  };
}

const NONE: Float32Array = new Float32Array();

/**
 * Watches images under every label, and under none, and compares what layer 1 expects of the pixels
 * (`expectedPixels`) with what is hidden, at time 0 and after each step.
 */
export function completeImages(
  network: Network,
  video: Video,
  hidden: HiddenPixels,
  perception: PerceptionSettings,
): Completed {
  const { pixels: size, classes } = sizesOf(network.architecture);
  const { window } = perception;
  const dynamics = dynamicsOf(perception);
  const steps: Float32Array[] = [];
  const byLabel: Float64Array[] = [];
  const noLabel: Float64Array[] = [];
  let readout = new Uint8Array();
  const drawn = { first: NONE, byLabel: NONE, noLabel: NONE };
  const seeEvery = (state: PerceptionState) => {
    const now = drawnBy(network, state);
    byLabel.push(fitsToHidden(now, size, hidden, classes));
    if (state.step === window.last) drawn.byLabel = now;
    if (state.step > 0) steps.push(scoresOf(state, classes));
    else {
      drawn.first = now;
      readout = Uint8Array.from(readoutAnswers(network, state));
    }
  };
  const seeNone = (state: PerceptionState) => {
    const now = drawnBy(network, state);
    noLabel.push(fitsToHidden(now, size, hidden, 1));
    if (state.step === window.last) drawn.noLabel = now;
  };
  watchVideo(network, { ...video, held: () => 'every' }, seeEvery, { dynamics });
  watchVideo(network, { ...video, held: () => 'silent' }, seeNone, { dynamics });
  const scores = accumulate({ scores: steps }, window);
  const goodness = winners(scores, classes);
  return { classes, scores, goodness, readout, byLabel, noLabel, drawn };
}
