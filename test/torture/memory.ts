import { readFileSync, writeFileSync } from 'node:fs';

/** Tells the kernel to count a process's peak of resident memory anew (proc(5), `clear_refs`). */
const ANEW = '5';

/**
 * Does `work` and returns the bytes by which the resident memory of this process rose, at its peak,
 * above what it was before. Where the system does not tell: above its highest so far.
 */
export async function riseDuring(work: () => Promise<void>): Promise<number> {
  const before = startCounting();
  await work();
  return (peak() ?? highest()) - before;
}

function startCounting(): number {
  try {
    writeFileSync('/proc/self/clear_refs', ANEW);
    return kilobytes('VmRSS') ?? highest();
  } catch {
    return highest();
  }
}

function peak(): number | undefined {
  return kilobytes('VmHWM');
}

function kilobytes(what: string): number | undefined {
  try {
    const [, number] =
      new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'latin1')) ??
      [];
    return number === undefined ? undefined : 1024 * Number(number);
  } catch {
    return undefined;
  }
}

function highest(): number {
  return 1024 * process.resourceUsage().maxRSS;
}
