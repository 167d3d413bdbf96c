import type { RandomStream } from '../../../src/engine/random';
import { damagedBytes } from './bytes';
import { damagedJson } from './json';

/** JSON lines, one of them damaged as JSON, or the file in its bytes. */
export function damagedLines(content: Buffer, random: RandomStream): Buffer {
  if (random.uniform() < 0.3) return damagedBytes(content, random);
  const lines = content.toString('utf8').split('\n');
  const at = random.integer(0, lines.length - 2); // the last is empty: each line is ended
  lines[at] = damagedJson(lines[at] as string, random);
  return Buffer.from(lines.join('\n'));
}
