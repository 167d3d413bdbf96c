/**
 * The factor on every learning rate in an epoch (1 … epochs): 1 for the first half, then
 * (1 + 2 (epochs − epoch)) / epochs, which falls in a straight line to 1 / epochs.
 * Source: `ffnew.m`.
 */
export function rateFactor(epoch: number, epochs: number): number {
  return epoch <= epochs / 2 ? 1 : (1 + 2 * (epochs - epoch)) / epochs;
}
