/** The mean of each so many values in a row. */
export function groupMeans(values: ArrayLike<number>, together: number): Float64Array {
  return Float64Array.from({ length: values.length / together }, (_, group) => {
    let sum = 0;
    for (let at = group * together; at < (group + 1) * together; at++) sum += values[at] as number;
    return sum / together;
  });
}

/** How often answers are the labels, in %, of each so many in a row. */
export function groupRates(
  answers: ArrayLike<number>,
  labels: ArrayLike<number>,
  together: number,
): Float64Array {
  const right = Array.from(answers, (one, at) => (one === labels[at] ? 100 : 0));
  return groupMeans(right, together);
}
