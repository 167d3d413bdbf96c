/**
 * The same function of plain data that never changes, which makes its result once for each object: every
 * caller is given the same one. It is kept for as long as the object is.
 */
export function remembered<From extends object, To extends object>(
  make: (from: From) => To,
): (from: From) => To {
  const made = new WeakMap<From, To>();
  return (from) => {
    const known = made.get(from);
    if (known) return known;
    const result = make(from);
    made.set(from, result);
    return result;
  };
}
