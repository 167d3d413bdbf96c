/** Scenarios that have a command of their own. */
export const ALIASES = {
  train: ['recurrent-mnist', 'train the recurrent network on MNIST and report its error'],
  compare: [
    'compare-topdown-feedforward',
    'compare top-down with feed-forward recognition on the same images',
  ],
  trace: ['export-traces', 'record what the units do over time, for Python'],
} as const;
