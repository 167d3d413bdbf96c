import type { EvidenceName } from '../../src/perception/evidence';
import * as reference from './float64';

const CLASSES = reference.CLASSES;
const relu = (v: reference.Vector) => v.map((x) => Math.max(0, x));

/** What a belief is made of, in the reference's words. */
export interface ReferenceBelief {
  readonly evidence: EvidenceName;
  readonly temperature: number;
  /** Of each label. */
  readonly prior?: reference.Vector;
}

/** What reaches layer `l` when the label layer has this activity. */
function inputOf(
  net: readonly reference.Layer[],
  pixels: reference.Vector,
  states: readonly reference.Vector[],
  label: reference.Vector,
  l: number,
) {
  const { up, down, bias } = reference.at(net, l);
  const below = reference.normalise(l === 0 ? pixels : reference.at(states, l - 1));
  const above = l === net.length - 1 ? label : reference.normalise(reference.at(states, l + 1));
  return reference.add(
    reference.add(reference.times(below, up), reference.times(above, down)),
    bias,
  );
}

/** evidence / temperature + prior */
export function logitsOf(
  net: readonly reference.Layer[],
  readout: reference.Matrix,
  pixels: reference.Vector,
  states: readonly reference.Vector[],
  { evidence, temperature, prior = reference.zeros(CLASSES) }: ReferenceBelief,
  damping: number,
): number[] {
  const top = net.length - 1;
  const state = reference.at(states, top);
  const read = states.length === 1 ? states : states.slice(1);
  const seen = read.flatMap((s) => reference.normalise(s));
  return reference.zeros(CLASSES).map((_, label) => {
    const held = reference.labelActivity(label);
    const input = inputOf(net, pixels, states, held, top);
    const ahead = reference.add(
      reference.scale(damping, state),
      reference.scale(1 - damping, relu(input)),
    );
    const sent = reference.times(held, reference.at(net, top).down);
    const speaks = {
      goodness: reference.goodness(ahead) / state.length,
      agreement:
        reference.sum(reference.normalise(state).map((x, i) => x * reference.at(sent, i))) /
        state.length,
      readout: reference.at(reference.readoutLogits(readout, seen), label),
    };
    return speaks[evidence] / temperature + reference.at(prior, label);
  });
}

/** The states at time 0 and after each step, and the logits of the belief in each. */
export function settleOnBelief(
  net: readonly reference.Layer[],
  readout: reference.Matrix,
  pixels: reference.Vector,
  steps: number,
  belief: ReferenceBelief,
  damping = 0.3,
) {
  let states: readonly reference.Vector[] = reference.bottomUpPass(net, pixels);
  const logits = () => logitsOf(net, readout, pixels, states, belief, damping);
  const history = [{ states, logits: logits() }];
  for (let step = 1; step <= steps; step++) {
    const strength = Math.sqrt(CLASSES);
    const label = reference.scale(strength, reference.softmax(logits()));
    const before = states;
    states = before.map((s, l) =>
      reference.add(
        reference.scale(damping, s),
        reference.scale(1 - damping, relu(inputOf(net, pixels, before, label, l))),
      ),
    );
    history.push({ states, logits: logits() });
  }
  return history;
}
