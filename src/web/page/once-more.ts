/**
 * Work that is done whenever it is asked for, never twice at the same time: asked for while it goes on, it is
 * done once more at its end, however often it was asked for meanwhile.
 */
export function onceMore(work: () => Promise<void>): () => Promise<void> {
  let going = false;
  let asked = false;
  return async () => {
    asked = true;
    if (going) return;
    going = true;
    try {
      while (asked) {
        asked = false;
        await work();
      }
    } finally {
      going = false;
    }
  };
}
