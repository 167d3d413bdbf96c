/** Learning left the numbers that mean anything; it cannot go on from here. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';

  constructor(
    /** Hidden layer (1 … L), or the readout. */
    readonly layer: number | 'readout',
    /** Epoch and batch, both from 1. */
    readonly epoch: number,
    readonly batch: number,
    what: string,
  ) {
    const where = layer === 'readout' ? 'the readout' : `layer ${layer}`;
    super(
      `learning diverged in ${where} at epoch ${epoch}, batch ${batch}: ${what}. ` +
        'A new run with a smaller learning rate (--rate, --readout-rate) usually helps.',
    );
  }
}
