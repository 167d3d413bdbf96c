import { readFileSync } from 'node:fs';

/**
 * The most memory that this process ever had resident, in bytes. On Linux the kernel's own word is
 * taken, because there `resourceUsage` begins with the peak of the process that started this one.
 */
export function peakResident(): number {
  const kilobytes = highWaterMark() ?? process.resourceUsage().maxRSS;
  return 1024 * kilobytes;
}

function highWaterMark(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return found ? Number(found[1]) : undefined;
}
