/**
 * Networks without some of their connections, or with weaker ones.
 *
 * {@link lesion} removes a fraction of the connections of one direction, or of units, drawn from a seed so that a
 * weaker lesion is part of a stronger one. {@link without} leaves out the connections that a function chooses,
 * {@link scaled} multiplies their weights, and {@link withoutTopDown} silences the top-down connections between
 * hidden layers. The network that is given stays as it is, and shares its tensors with the result.
 *
 * @module topdown/lesions
 */

export { type Lesion, lesion } from '../network/lesion';
export { type Chooses, scaled, without, withoutTopDown } from '../network/variants';
export type { Direction } from '../network/wires';
