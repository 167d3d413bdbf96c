import type * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { type LayerGradient, localGradients } from '../learning/local-gradient';
import { maximiseGoodness } from '../learning/objective';
import { raisedActivity } from '../learning/raised';
import type { CommonSettings } from '../learning/settings';
import type { Pupil, Watched } from '../learning/system';
import { type Wire, wiresOf } from '../network/wires';
import { readoutInput } from '../perception/readout';
import { type LessonMaker, lessonOf, type ReadoutCase } from './lesson-maker';
import { type Look, look } from './look';

/**
 * What there is to learn from one look at pairs [2, B, n_0]: each layer raises its goodness for the
 * first of a pair and lowers it for the second. All layers learn at once, side by side.
 */
export function pairLesson(
  { network, meanActivity }: Pupil,
  { input, layers }: Look,
  readout: ReadoutCase,
  { temperature, peer }: CommonSettings,
): Watched {
  const goodness = layers.map((layer) => layer.goodness.dataSync<'float32'>());
  const shown = ({ source }: Wire) => layers[source - 1]?.normalised ?? input;
  const wires = wiresOf(network.architecture);
  const seen = layers.map(({ activity }, index) => ({
    activity: [activity],
    inputs: (wires[index] as readonly Wire[]).map((wire) => ({ wire, seen: [shown(wire)] })),
    meanActivity: meanActivity[index] as tf.Tensor1D,
  }));
  const objective = maximiseGoodness(temperature);
  const gradients = localGradients(seen, goodness, { objective, peer });
  const learnt = layers.map((layer, index) => ({
    gradient: gradients[index] as LayerGradient,
    goodness: goodness[index] as Float32Array,
    activity: raisedActivity(layer),
  }));
  return lessonOf(network, learnt, readout);
}

/** The whole network looks, is kept, and learns at once, on as many cores as there are. */
export const SIDE_BY_SIDE: LessonMaker = {
  readoutSees: (network, images) => tidy(() => readoutInput(network, look(network, images))),
  lesson: (pupil, pairs, readout, settings) =>
    tidy(() => pairLesson(pupil, look(pupil.network, pairs), readout, settings)),
};
