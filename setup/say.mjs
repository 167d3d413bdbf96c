let quiet = false;

/** From here on only problems are told, and what takes longer than two seconds. */
export function beQuiet() {
  quiet = true;
}

/** A line for the person at the keyboard. On stderr, because stdout belongs to the command. */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/**
 * Does `work` and tells what it is: at once, or when quiet only if it lasts. Then again every ten
 * seconds, so that nobody has to guess whether it hangs.
 */
export async function during(what, work) {
  const start = Date.now();
  const tell = () => {
    const seconds = Math.round((Date.now() - start) / 1000);
    say(seconds < 5 ? `${what} …` : `${what} … ${seconds} s`);
  };
  if (!quiet) tell();
  const first = quiet ? setTimeout(tell, 2000) : undefined;
  const again = setInterval(tell, 10_000);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}
