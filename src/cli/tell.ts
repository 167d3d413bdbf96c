import { visible } from '../engine/visible';

/**
 * Says a line, or several, to the person: on stderr. Whether anybody still hears it, or the disk that
 * it goes to is full, makes no difference to the work.
 */
export function tell(text: string, stream: NodeJS.WritableStream = process.stderr): void {
  try {
    stream.write(`${visible(text)}\n`);
  } catch {
    // Files are written at once and throw; of pipes and terminals an event says so (`asProgram`).
  }
}
