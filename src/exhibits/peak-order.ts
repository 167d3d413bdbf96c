/**
 * Units in the order in which they are most active: by the step of a unit's greatest activity (its
 * first, where there are several), and of one step the most active first. Units that are never
 * active come last. `activity` is [steps × units].
 */
export function peakOrder(activity: Float32Array, units: number): number[] {
  const steps = activity.length / units;
  const peaks = Array.from({ length: units }, (_, unit) => {
    let [step, most] = [steps, 0]; // a step after the last: never
    for (let at = 0; at < steps; at++) {
      const value = activity[at * units + unit] as number;
      if (value > most) [step, most] = [at, value];
    }
    return { unit, step, most };
  });
  return peaks
    .sort((one, other) => one.step - other.step || other.most - one.most)
    .map(({ unit }) => unit);
}
