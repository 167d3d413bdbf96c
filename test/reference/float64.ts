/**
 * The whole model once more, in plain float64: loops over numbers, one image and one hypothesis at
 * a time. Nothing here is shared with the program, so that an agreement means something.
 *
 * Hidden layers are numbered 1 to L in the equations and stand at 0 to L−1 in the arrays.
 */

export type Vector = readonly number[];
/** `matrix[from][to]` */
export type Matrix = readonly Vector[];

export interface Layer {
  readonly up: Matrix;
  readonly down: Matrix;
  readonly bias: Vector;
}

/** What is held fixed at the two ends while the layers between them move. */
export interface Ends {
  readonly pixels: Vector;
  readonly label: Label;
}

export type Label = number | 'silent' | 'uniform';
type StepRule = (net: readonly Layer[], ends: Ends, states: readonly Vector[]) => Vector[];

export const CLASSES = 10;

// Arithmetic ------------------------------------------------------------------------------------

export const sum = (v: Vector): number => v.reduce((total, x) => total + x, 0);
export const add = (a: Vector, b: Vector): number[] => a.map((x, i) => x + at(b, i));
export const scale = (factor: number, v: Vector): number[] => v.map((x) => factor * x);
export const zeros = (n: number): number[] => new Array<number>(n).fill(0);
const relu = (v: Vector): number[] => v.map((x) => Math.max(0, x));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index} of ${list.length}`);
  return item;
}

/** `v M` */
export function times(v: Vector, matrix: Matrix): number[] {
  return at(matrix, 0).map((_, to) => sum(v.map((x, from) => x * at(at(matrix, from), to))));
}

/** `aᵀ b` */
export const outer = (a: Vector, b: Vector): number[][] => a.map((x) => scale(x, b));
export const addMatrix = (a: Matrix, b: Matrix): number[][] =>
  a.map((row, i) => add(row, at(b, i)));
export const scaleMatrix = (k: number, m: Matrix): number[][] => m.map((row) => scale(k, row));
export const zerosLike = (m: Matrix): number[][] => m.map((row) => zeros(row.length));

/** `s / sqrt(mean of s² + 1e-8)` */
export function normalise(v: Vector): number[] {
  const meanSquare = sum(v.map((x) => x * x)) / v.length;
  return scale(1 / Math.sqrt(meanSquare + 1e-8), v);
}

// Perception ------------------------------------------------------------------------------------

/** One-hot, or all ones, or all zeros; then normalised like any activity. */
export function labelActivity(label: Label, classes = CLASSES): number[] {
  if (label === 'silent') return zeros(classes);
  if (label === 'uniform') return normalise(zeros(classes).map(() => 1 / classes));
  return normalise(zeros(classes).map((_, i) => (i === label ? 1 : 0)));
}

/** `s_1 = relu(x̂ U_1 + b_1)`, `s_l = relu(ŝ_{l-1} U_l + b_l)` */
export function bottomUpPass(net: readonly Layer[], pixels: Vector): Vector[] {
  const states: Vector[] = [];
  let below: Vector = pixels;
  for (const layer of net) {
    below = relu(add(times(normalise(below), layer.up), layer.bias));
    states.push(below);
  }
  return states;
}

/** What layer `l` sees: its neighbours' activities, normalised. */
function neighbours(ends: Ends, states: readonly Vector[], l: number): [Vector, Vector] {
  const below = l === 0 ? ends.pixels : at(states, l - 1);
  const above = l === states.length - 1 ? labelActivity(ends.label) : normalise(at(states, l + 1));
  return [normalise(below), above];
}

/** `damping · s_l + (1 − damping) · relu(ŝ_{l-1} U_l + ŝ_{l+1} D_l + b_l)` */
function nextState(
  net: readonly Layer[],
  ends: Ends,
  states: readonly Vector[],
  l: number,
  damping: number,
): Vector {
  const layer = at(net, l);
  const [below, above] = neighbours(ends, states, l);
  const drive = add(add(times(below, layer.up), times(above, layer.down)), layer.bias);
  return add(scale(damping, at(states, l)), scale(1 - damping, relu(drive)));
}

/** All layers at once, from the previous states only. */
export const synchronous =
  (damping = 0.3): StepRule =>
  (net, ends, states) =>
    states.map((_, l) => nextState(net, ends, states, l, damping));

/** The even-numbered layers from the odd ones, then the odd ones from the new even ones. */
export const alternating =
  (damping = 0.3): StepRule =>
  (net, ends, states) => {
    const isEven = (l: number) => (l + 1) % 2 === 0;
    const half = states.map((s, l) => (isEven(l) ? nextState(net, ends, states, l, damping) : s));
    return half.map((s, l) => (isEven(l) ? s : nextState(net, ends, half, l, damping)));
  };

/**
 * The states at time 0 (a bottom-up pass on the first of `ends`) and after each of `ends`: the
 * state at `t` was made from what was clamped at `t − 1`.
 */
export function settle(
  net: readonly Layer[],
  ends: readonly Ends[],
  rule: StepRule = synchronous(),
): (readonly Vector[])[] {
  const history: (readonly Vector[])[] = [bottomUpPass(net, at(ends, 0).pixels)];
  for (const now of ends) history.push(rule(net, now, at(history, history.length - 1)));
  return history;
}

export const still = (pixels: Vector, label: Label, steps = 8): Ends[] =>
  Array.from({ length: steps }, () => ({ pixels, label }));

// Goodness and recognition ----------------------------------------------------------------------

export const goodness = (state: Vector): number => sum(state.map((x) => x * x));

/** `σ((G − θ)/T)`, `θ` = the number of units */
export const probability = (state: Vector, temperature = 1): number =>
  sigmoid((goodness(state) - state.length) / temperature);

/** Goodness per unit, summed over the hidden layers. */
export const score = (states: readonly Vector[]): number =>
  sum(states.map((s) => goodness(s) / s.length));

/** `scores[t-1][k]`: the score of each label after step `t`. */
export function scoresByStep(
  net: readonly Layer[],
  frames: readonly Vector[],
  rule: StepRule = synchronous(),
): number[][] {
  const runs = zeros(CLASSES).map((_, label) =>
    settle(
      net,
      frames.map((pixels) => ({ pixels, label })),
      rule,
    ),
  );
  return frames.map((_, t) => runs.map((history) => score(at(history, t + 1))));
}

/** The scores summed over the steps of the window, counted from 1, both ends included. */
export function recognise(byStep: Matrix, window: readonly [number, number] = [3, 5]): number[] {
  return byStep.slice(window[0] - 1, window[1]).reduce<number[]>(add, zeros(CLASSES));
}

export const winner = (scores: Vector): number => scores.indexOf(Math.max(...scores));

// Learning --------------------------------------------------------------------------------------

export interface Constants {
  readonly rate: number;
  readonly momentum: number;
  readonly decay: number;
  readonly temperature: number;
  readonly damping: number;
  readonly steps: number;
  readonly peer: number;
  readonly readoutRate: number;
  readonly readoutDecay: number;
  /** Even layers first, then the odd ones, which have seen the new even ones. */
  readonly alternate?: boolean;
}

export const CONSTANTS: Constants = {
  rate: 0.01,
  momentum: 0.9,
  decay: 0.001,
  temperature: 1,
  damping: 0.3,
  steps: 8,
  peer: 0.03,
  readoutRate: 0.1,
  readoutDecay: 0.003,
};

export interface Learner {
  readonly net: readonly Layer[];
  readonly velocity: readonly Layer[];
  /** `m_l`, from 0.5 */
  readonly running: readonly Vector[];
  /** Softmax weights, `[feature][class]` */
  readonly readout: Matrix;
  readonly readoutVelocity: Matrix;
}

export interface Example {
  readonly pixels: Vector;
  readonly label: number;
  readonly negative: number;
}

/** `λ (mean(m) − m)` */
export function peerTerm(m: Vector, lambda: number): number[] {
  const mean = sum(m) / m.length;
  return m.map((x) => lambda * (mean - x));
}

/** `m ← 0.9 m + 0.1 · batch mean` */
export function nextRunning(m: Vector, states: readonly Vector[]): number[] {
  const mean = scale(1 / states.length, states.reduce<number[]>(add, zeros(m.length)));
  return add(scale(0.9, m), scale(0.1, mean));
}

/** Whether a negative label may stand beside this true one. */
export const admissible = (negative: number, truth: number, classes = CLASSES): boolean =>
  Number.isInteger(negative) && negative >= 0 && negative < classes && negative !== truth;

/** The chances of each label as a negative: softmax without the true one. */
export function negativeChances(logits: Vector, truth: number): number[] {
  return softmax(logits.map((x, i) => (i === truth ? x - 1000 : x)));
}

export const deltaPositive = (s: Vector, peer: Vector, temperature = 1): number[] =>
  add(scale(1 - probability(s, temperature), s), peer);

export const deltaNegative = (s: Vector, temperature = 1): number[] =>
  scale(-probability(s, temperature), s);

type Delta = (state: Vector, l: number) => Vector;

export const noGradient = (net: readonly Layer[]): Layer[] =>
  net.map(({ up, down, bias }) => ({
    up: zerosLike(up),
    down: zerosLike(down),
    bias: zeros(bias.length),
  }));

const addLayer = (a: Layer, b: Layer): Layer => ({
  up: addMatrix(a.up, b.up),
  down: addMatrix(a.down, b.down),
  bias: add(a.bias, b.bias),
});

const scaleLayer = (k: number, a: Layer): Layer => ({
  up: scaleMatrix(k, a.up),
  down: scaleMatrix(k, a.down),
  bias: scale(k, a.bias),
});

/**
 * `ŝ_{l-1}(t-1)ᵀ δ_l(t)`, `ŝ_{l+1}(t-1)ᵀ δ_l(t)`, `δ_l(t)`, summed over the steps of one run.
 * With `alternate`, odd layers have read the even ones' `ŝ(t)`: the pixels and the label they see
 * are the same at any time.
 */
export function gradientsOfRun(
  net: readonly Layer[],
  ends: readonly Ends[],
  history: readonly (readonly Vector[])[],
  delta: Delta,
  alternate = false,
): Layer[] {
  let total = noGradient(net);
  ends.forEach((now, t) => {
    total = total.map((sofar, l) => {
      const isOdd = (l + 1) % 2 === 1;
      const [below, above] = neighbours(now, at(history, alternate && isOdd ? t + 1 : t), l);
      const d = delta(at(at(history, t + 1), l), l);
      return addLayer(sofar, { up: outer(below, d), down: outer(above, d), bias: d });
    });
  });
  return total;
}

/** Both hypotheses of every image, summed over the steps, over `B × steps`. */
export function gradients(
  learner: Pick<Learner, 'net' | 'running'>,
  batch: readonly Example[],
  c: Constants,
): { readonly gradient: Layer[]; readonly lastPositive: (readonly Vector[])[] } {
  const { net, running } = learner;
  const peers = running.map((m) => peerTerm(m, c.peer));
  const lastPositive: (readonly Vector[])[] = [];
  let total = noGradient(net);
  for (const { pixels, label, negative } of batch) {
    const positive = still(pixels, label, c.steps);
    const wrong = still(pixels, negative, c.steps);
    const rule = c.alternate ? alternating(c.damping) : synchronous(c.damping);
    const up = settle(net, positive, rule);
    const down = settle(net, wrong, rule);
    const raise: Delta = (s, l) => deltaPositive(s, at(peers, l), c.temperature);
    const lower: Delta = (s) => deltaNegative(s, c.temperature);
    total = sumLayers(total, gradientsOfRun(net, positive, up, raise, c.alternate));
    total = sumLayers(total, gradientsOfRun(net, wrong, down, lower, c.alternate));
    lastPositive.push(at(up, c.steps));
  }
  const share = 1 / (batch.length * c.steps);
  return { gradient: total.map((layer) => scaleLayer(share, layer)), lastPositive };
}

const sumLayers = (a: readonly Layer[], b: readonly Layer[]): Layer[] =>
  a.map((layer, l) => addLayer(layer, at(b, l)));

/** `v ← 0.9 v + 0.1 Δ` */
const blend = (v: Vector, d: Vector, momentum: number): number[] =>
  add(scale(momentum, v), scale(1 - momentum, d));

/** `w ← w + ε (v − decay · w)` */
const move = (w: Vector, v: Vector, rate: number, decay: number): number[] =>
  w.map((x, i) => x + rate * (at(v, i) - decay * x));

const blendMatrix = (v: Matrix, d: Matrix, momentum: number): number[][] =>
  v.map((row, i) => blend(row, at(d, i), momentum));

const moveMatrix = (w: Matrix, v: Matrix, rate: number, decay: number): number[][] =>
  w.map((row, i) => move(row, at(v, i), rate, decay));

export const nextVelocity = (v: Layer, d: Layer, momentum: number): Layer => ({
  up: blendMatrix(v.up, d.up, momentum),
  down: blendMatrix(v.down, d.down, momentum),
  bias: blend(v.bias, d.bias, momentum),
});

/** Biases do not decay. */
export const nextLayer = (w: Layer, v: Layer, rate: number, decay: number): Layer => ({
  up: moveMatrix(w.up, v.up, rate, decay),
  down: moveMatrix(w.down, v.down, rate, decay),
  bias: move(w.bias, v.bias, rate, 0),
});

// The readout -----------------------------------------------------------------------------------

export function softmax(logits: Vector): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((x) => Math.exp(x - largest));
  return scale(1 / sum(powers), powers);
}

/** Normalised bottom-up activities of every hidden layer but the first, or of the only one. */
export function features(net: readonly Layer[], pixels: Vector): number[] {
  const states = bottomUpPass(net, pixels);
  const read = states.length === 1 ? states : states.slice(1);
  return read.flatMap((s) => normalise(s));
}

export const readoutLogits = (readout: Matrix, f: Vector): number[] => times(f, readout);

/** `fᵀ (one-hot − softmax)`, averaged over the batch. */
export function readoutGradient(learner: Learner, batch: readonly Example[]): number[][] {
  let total = zerosLike(learner.readout);
  for (const { pixels, label } of batch) {
    const f = features(learner.net, pixels);
    const chances = softmax(readoutLogits(learner.readout, f));
    const error = chances.map((p, i) => (i === label ? 1 : 0) - p);
    total = addMatrix(total, outer(f, error));
  }
  return scaleMatrix(1 / batch.length, total);
}

function learnReadout(learner: Learner, batch: readonly Example[], c: Constants, factor: number) {
  const d = readoutGradient(learner, batch);
  const readoutVelocity = blendMatrix(learner.readoutVelocity, d, c.momentum);
  const rate = c.readoutRate * factor;
  const readout = moveMatrix(learner.readout, readoutVelocity, rate, c.readoutDecay);
  return { readout, readoutVelocity };
}

// One batch, and the schedule -------------------------------------------------------------------

/** Everything that one batch changes. The readout reads the hidden layers as they were before. */
export function learnBatch(
  learner: Learner,
  batch: readonly Example[],
  c: Constants = CONSTANTS,
  factor = 1,
): Learner {
  const { gradient, lastPositive } = gradients(learner, batch, c);
  const velocity = learner.velocity.map((v, l) => nextVelocity(v, at(gradient, l), c.momentum));
  const net = learner.net.map((w, l) => nextLayer(w, at(velocity, l), c.rate * factor, c.decay));
  const running = learner.running.map((m, l) =>
    nextRunning(
      m,
      lastPositive.map((states) => at(states, l)),
    ),
  );
  return { net, velocity, running, ...learnReadout(learner, batch, c, factor) };
}

/** Epochs counted from 1: constant for the first half, then `(1 + 2 (E − e)) / E`. */
export const rateFactor = (epoch: number, epochs: number): number =>
  epoch <= epochs / 2 ? 1 : (1 + 2 * (epochs - epoch)) / epochs;
