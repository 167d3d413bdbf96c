/** Something that plays by itself, one step after the other. */
export interface Player {
  readonly toggle: () => void;
  readonly stop: () => void;
}

/**
 * Calls `advance` every so many milliseconds until it says that there is no more; `changed` hears
 * whether it plays.
 */
export function player(
  milliseconds: () => number,
  advance: () => boolean,
  changed: (playing: boolean) => void,
): Player {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    changed(false);
  };
  const wait = () => {
    timer = setTimeout(() => (advance() ? wait() : stop()), milliseconds());
  };
  return {
    stop,
    toggle() {
      if (timer !== undefined) return stop();
      wait();
      changed(true);
    },
  };
}
