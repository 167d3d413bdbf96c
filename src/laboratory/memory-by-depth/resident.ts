import { peakResidentHere } from '../../engine/linux';

/**
 * The most memory that this process ever had resident, in bytes. On Linux the kernel's own word is
 * taken, because there `resourceUsage` begins with the peak of the process that started this one.
 */
export function peakResident(): number {
  return peakResidentHere() ?? 1024 * process.resourceUsage().maxRSS;
}
