/** Has something done when the work is over, however it ended. */
export type AtTheEnd = (ending: () => void) => void;

/**
 * Does work that opens things, then all that it asked for at the end, in that order, even where some
 * of it throws. Throws the first error of all: the work's own, where it has one.
 */
export async function withEndings<T>(work: (atTheEnd: AtTheEnd) => Promise<T>): Promise<T> {
  const endings: (() => void)[] = [];
  const errors: unknown[] = [];
  const attempt = (ending: () => void) => {
    try {
      ending();
    } catch (error) {
      errors.push(error);
    }
  };
  const done = await work((ending) => void endings.push(ending)).then(
    (result) => ({ result }),
    (error: unknown) => void errors.push(error),
  );
  endings.forEach(attempt);
  if (!done || errors.length > 0) throw errors[0];
  return done.result;
}
