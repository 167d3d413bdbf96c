import type { COLOURS } from './colours';

/** How a line is dashed. */
export type Dash = 'solid' | 'dashed' | 'dotted' | 'dash-dotted';
/** A colour, and how the line is dashed where it is not solid. */
export type KnownLook = keyof typeof COLOURS | `${keyof typeof COLOURS} ${Dash}`;

/**
 * The look of what is drawn again and again: within a kind all are different, and what means the same in
 * several kinds looks the same. Blue is goodness and what is true; vermilion one pass and what is wrong.
 */
export const KNOWN_LOOKS = {
  ways: { goodness: 'blue', readout: 'vermilion', 'one pass': 'vermilion dashed' },
  labels: {
    ...{ 'true label': 'blue', 'wrong labels': 'vermilion', 'winning label': 'green' },
    ...{ 'no label': 'ink', 'bottom-up pass': 'orange', 'label held': 'orange dashed' },
    ...{ 'true class': 'blue dashed', 'winning class': 'green dashed' },
    ...{ 'all classes': 'ink dashed' },
  },
  held: {
    ...{ 'every label equally': 'green', 'no label': 'ink', 'nothing comes down': 'purple' },
    ...{ 'the true label': 'blue', 'its own answer': 'vermilion' },
  },
  readings: {
    ...{ 'top-down': 'blue', 'one-pass': 'vermilion', 'bottom-up-only': 'green' },
    ...{ 'first-step': 'orange', backpropagation: 'ink', 'each step': 'green dotted' },
    ...{ 'label-in-image': 'purple', 'label-in-image-one-pass': 'purple dashed' },
    ...{ 'hybrid-images': 'skyBlue', 'local-fields': 'skyBlue dashed' },
    ...{ 'min-ssq-top-down': 'vermilion dotted', 'collaborative-top-down': 'green dashed' },
    ...{ 'own-belief': 'orange dashed', 'top-down-of-believed': 'blue dashed' },
    ...{ 'through-time-top-down': 'ink dashed', 'through-time-one-pass': 'ink dotted' },
    ...{ 'predictive-coding-top-down': 'purple dotted' },
    ...{ 'predictive-coding-one-pass': 'purple dash-dotted' },
  },
  systems: {
    ...{ recurrent: 'blue', 'recurrent-min-ssq': 'vermilion', 'recurrent-collaborative': 'green' },
    ...{ 'label-in-image': 'purple', 'hybrid-images': 'skyBlue' },
    ...{ 'local-fields': 'skyBlue dashed', backpropagation: 'ink' },
    ...{ 'backpropagation-through-time': 'ink dashed', 'predictive-coding': 'purple dotted' },
  },
  objectives: { 'max-ssq': 'blue', 'min-ssq': 'vermilion', collaborative: 'green' },
  training: {
    'Forward-Forward, all layers at once': 'blue',
    'Forward-Forward, layer by layer': 'green',
    backpropagation: 'ink',
  },
  answering: { 'when sure': 'blue', 'at a fixed time': 'green', 'one pass': 'vermilion dashed' },
  answers: { 'right answers': 'blue', 'wrong answers': 'vermilion' },
  running: {
    ...{
      '1 step per frame': 'skyBlue',
      '2 steps per frame': 'blue',
      '4 steps per frame': 'orange',
    },
    ...{
      '8 steps per frame': 'orange dashed',
      'anew each frame': 'green',
      'one-pass': 'vermilion',
    },
    ...{ backpropagation: 'ink', 'label-in-image': 'purple' },
  },
  beliefs: {
    ...{ 'belief by goodness': 'orange', 'belief by agreement': 'green' },
    ...{ 'belief by the readout': 'purple', 'every label tried': 'blue' },
    ...{ 'believed labels tried': 'blue dashed', 'one pass': 'vermilion dashed' },
  },
  cues: {
    ...{ 'network, cue right': 'blue', 'ideal, cue right': 'blue dashed' },
    ...{ 'network, cue wrong': 'vermilion', 'ideal, cue wrong': 'vermilion dashed' },
    ...{ belief: 'orange', choices: 'green' },
  },
  confidence: {
    ...{ 'own belief': 'orange', 'one pass': 'vermilion dashed', 'as sure as right': 'ink dotted' },
  },
  primes: { 'start held': 'blue', 'end held': 'vermilion', 'none held': 'ink' },
  ends: { 'label at the start': 'blue', 'label at the end': 'vermilion', 'best other': 'ink' },
  walks: { forwards: 'blue', backwards: 'vermilion', anew: 'green' },
  bottoms: {
    ...{
      'a blank image': 'ink',
      'scrambled images': 'orange',
      noise: 'purple',
      'the image itself': 'blue',
    },
  },
  orders: {
    ...{ 'as trained': 'ink', synchronous: 'blue', alternating: 'green', asynchronous: 'orange' },
  },
  starts: {
    ...{ 'as trained': 'ink', 'start: bottom-up': 'blue', 'start: silent': 'purple' },
    'start: another image': 'vermilion',
  },
  dampings: {
    ...{ 'as trained': 'ink', 'damping 0': 'skyBlue', 'damping 0.1': 'skyBlue dashed' },
    ...{ 'damping 0.15': 'skyBlue dotted', 'damping 0.2': 'blue dashed', 'damping 0.3': 'blue' },
    ...{ 'damping 0.4': 'green dashed', 'damping 0.5': 'green', 'damping 0.6': 'orange' },
    ...{ 'damping 0.7': 'orange dashed', 'damping 0.8': 'vermilion', 'damping 0.9': 'purple' },
  },
  layers: {
    ...{ 'layer 1': 'blue', 'layer 2': 'vermilion', 'layer 3': 'green', 'layer 4': 'orange' },
    ...{ 'layer 5': 'purple', 'layer 6': 'skyBlue', 'layer 7': 'ink', 'layer 8': 'blue dashed' },
  },
  windows: {
    ...{ '1 step': 'skyBlue', '2 steps': 'green', '3 steps': 'blue', '5 steps': 'orange' },
    '8 steps': 'purple',
  },
  lesions: {
    ...{ 'top-down into layer 1': 'blue', 'top-down into layer 2': 'blue dashed' },
    ...{ 'label into the highest layer': 'green', 'label into layer 1': 'green dashed' },
    ...{ 'bottom-up into layer 1': 'vermilion', 'bottom-up into layer 2': 'vermilion dashed' },
    ...{ 'lateral within layer 1': 'purple', 'lateral within layer 2': 'purple dashed' },
    ...{ 'units of layer 1': 'orange', 'units of layer 2': 'orange dashed' },
  },
  conditions: {
    ...{ clean: 'ink', 'all conditions': 'blue', noisy: 'purple' },
    ...{ 'gaussian-noise': 'purple dashed', 'salt-and-pepper': 'purple dotted' },
    ...{ occlusion: 'vermilion', 'digit-clutter': 'orange', 'digit-debris': 'orange dashed' },
    ...{ 'low-contrast': 'green', blur: 'green dashed', rotation: 'skyBlue' },
    ...{ shift: 'skyBlue dashed', 'black-occlusion': 'vermilion dashed' },
    ...{ 'clutter-in-front': 'orange dotted', 'debris-in-front': 'orange dash-dotted' },
  },
  arms: {
    ...{ none: 'ink', 'top-down': 'blue', lateral: 'purple', both: 'green' },
    ...{ 'wide-by-parameters': 'orange', 'wide-by-multiply-adds': 'skyBlue' },
  },
  diets: { clean: 'ink', noise: 'purple', clutter: 'orange' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, KnownLook>>>>;
