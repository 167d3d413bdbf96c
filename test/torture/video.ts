import path from 'node:path';
import { succeeded } from './disturb';
import { Failure } from './failure';
import { inFolder } from './in-folder';
import type { Part } from './part';
import { node, TS_NODE } from './processes';
import type { Look } from './video-child';

/** Seconds where no time is given, as for one trial that is repeated. */
const SECONDS = 60;
/** Bytes that a process may come to hold while it does always the same: its heap breathes. */
const BREATH = 32 * 2 ** 20;

/** A still image, watched as long as there is time. */
export const settledVideo: Part = {
  name: 'video',
  promises: 'a network that watches a still video holds the same tensors and memory at each step',
  unit: 'trials',
  share: 2,
  async begin(ground) {
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        const seconds = Math.max(1, ground.secondsLeft() ?? SECONDS);
        const seed = random.integer(0, 2 ** 31 - 1);
        const child = path.join(__dirname, 'video-child.ts');
        const args = ['--expose-gc', '--max-old-space-size=256', TS_NODE, child];
        const running = node([...args, String(seed), String(seconds)], folder, { seconds });
        const ended = await running.ended;
        succeeded('the video', ended);
        const looks = ended.stdout.trim().split('\n').filter(Boolean);
        constantMemory(looks.map((line) => JSON.parse(line) as Look));
        return ['constant'];
      });
  },
};

/** Throws a Failure where memory grows from the first quarter on, in which it warms up. */
export function constantMemory(looks: readonly Look[]): void {
  const warm = looks.slice(Math.ceil(looks.length / 4));
  const [first, last] = [warm[0], warm.at(-1)];
  if (!first || !last) return; // it had no time to come so far
  const other = warm.find(({ tensors }) => tensors !== first.tensors);
  if (other)
    throw new Failure(`${other.tensors} tensors at step ${other.step}, ${first.tensors} before`);
  const half = Math.ceil(warm.length / 2);
  const most = (some: readonly Look[]) => Math.max(...some.map(({ resident }) => resident));
  const growth = most(warm.slice(half)) - most(warm.slice(0, half));
  if (growth > BREATH)
    throw new Failure(
      `memory grew by ${growth} bytes from step ${first.step} to ${last.step} of a still video`,
    );
}
