/**
 * How strongly a layer's activity is pushed, from its goodness G under a label of this target
 * (1 the true label, 0 a wrong one) and its number of units: the coefficient c of δ = c · s.
 */
export type Objective = (goodness: number, units: number, target: 0 | 1) => number;

/**
 * Raise goodness for the true label and lower it for the wrong one:
 * c = target − p with p = σ((G − n) / T); that is 1 − p for the true label, −p for the other.
 * `temperature` T is in units of goodness. Source: sections 2 and 3.3 of the paper; θ = n.
 */
export function maximiseGoodness(temperature: number): Objective {
  return (goodness, units, target) => target - 1 / (1 + Math.exp((units - goodness) / temperature));
}
