/**
 * Constants of the systems that follow an error down its slope on the recurrent network's architecture, as their
 * scenarios take them unless told: chosen on held-out images (docs/relatives.md).
 */
export const CHOSEN_CONSTANTS = {
  'backpropagation-through-time': {
    ...{ rate: 0.5, readoutRate: 0.1, decay: 0.003, readoutDecay: 0.003 },
  },
  'predictive-coding': {
    ...{ rate: 4, readoutRate: 0.2, decay: 1e-4, readoutDecay: 1e-4 },
    ...{ steps: 10, inferenceRate: 0.2, topDown: 0.001 },
  },
} as const;
