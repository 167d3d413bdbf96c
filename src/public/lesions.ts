// `topdown/lesions`: networks without some of their connections, or with weaker ones.

export { type Lesion, lesion } from '../network/lesion';
export { type Chooses, scaled, without, withoutTopDown } from '../network/variants';
export type { Direction } from '../network/wires';
