import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Terminal } from '../../src/cli/terminal';
import { randomStream } from '../../src/engine/random';
import { Failure } from './failure';
import type { keeper } from './keeper';
import type { Ground, Part, Trial } from './part';

/** When a part has been tried enough. */
export interface Enough {
  /** Seconds for it. At least one trial is done whatever they are. */
  readonly seconds?: number | undefined;
  /** So many tries. */
  readonly tries?: number | undefined;
  /** The one trial that is repeated. */
  readonly trial?: number | undefined;
}

/** What became of a part. */
export interface Outcome {
  readonly part: string;
  /** What its tries came to, and how often. */
  readonly came: ReadonlyMap<string, number>;
  readonly tries: number;
  /** The kinds of failure, and how often each came. */
  readonly failures: ReadonlyMap<string, number>;
  /** Why it was not done. */
  readonly skipped?: string;
}

/** What all parts of a campaign share. */
export interface Campaign extends Pick<Terminal, 'say' | 'progress'> {
  readonly seed: number;
  /** For all that parts make. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly keep: ReturnType<typeof keeper>;
}

/** Does one trial of a part after the other until it is enough, or the campaign stops. */
export async function runPart(part: Part, enough: Enough, campaign: Campaign): Promise<Outcome> {
  const [came, failures] = [new Map<string, number>(), new Map<string, number>()];
  const outcome = { part: part.name, came, failures };
  const skipped = part.lacks?.();
  if (skipped !== undefined) return { ...outcome, tries: 0, skipped };
  const tidying: (() => unknown)[] = [];
  const ground = groundFor(part, enough, campaign, tidying);
  const bar = campaign.progress(part.name, 100);
  let [tries, shown] = [0, 0];
  const failed = (number: number, error: unknown) => {
    if (campaign.signal.aborted) return; // what it did is what stopping does
    const failure = error instanceof Failure ? error : inItself(error);
    const { kind, command } = campaign.keep(part.name, number, campaign.seed, failure);
    if (!failures.has(kind)) campaign.say(`${part.name}: ${firstLine(failure)}\n  ${command}`);
    add(failures, kind);
    tries++;
  };
  try {
    const trial: Trial = await part.begin(ground);
    for (let number = enough.trial ?? 0; !campaign.signal.aborted; number++) {
      try {
        const words = await trial(randomStream(campaign.seed, part.name, number), number);
        for (const word of words) add(came, word);
        tries += words.length;
      } catch (error) {
        failed(number, error);
      }
      const share = shareDone(enough, tries, ground.secondsLeft());
      bar.advance(Math.floor(100 * share) - shown, `${tries} tries`);
      shown = Math.floor(100 * share);
      const late = tries === 0 && enough.trial === undefined; // the program was faster each time
      if (share >= 1 && !late) break;
    }
  } catch (error) {
    failed(enough.trial ?? 0, error); // what it needs cannot be had: nothing was tried
  } finally {
    bar.done();
    for (const tidy of tidying.reverse()) await tidy();
    rmSync(ground.folder, { recursive: true, force: true });
  }
  return { ...outcome, tries };
}

function groundFor(
  part: Part,
  enough: Enough,
  campaign: Campaign,
  tidying: (() => unknown)[],
): Ground {
  const folder = path.join(campaign.folder, part.name.replaceAll('/', '-'));
  const common = path.join(campaign.folder, 'common');
  for (const one of [folder, common]) mkdirSync(one, { recursive: true });
  const start = performance.now();
  const { seconds } = enough;
  return {
    ...{ seed: campaign.seed, folder, common, signal: campaign.signal },
    secondsLeft: () => seconds && Math.max(0, seconds - (performance.now() - start) / 1000),
    atTheEnd: (tidy) => void tidying.push(tidy),
  };
}

/** How much of what is enough is done, from 0 to 1. */
function shareDone(
  { seconds, tries, trial }: Enough,
  done: number,
  left: number | undefined,
): number {
  if (trial !== undefined) return 1;
  if (tries !== undefined) return Math.min(1, done / tries);
  return seconds === undefined || !left ? 1 : 1 - left / seconds;
}

function firstLine({ message }: Failure): string {
  return (message.split('\n', 1)[0] as string).slice(0, 300);
}

/** An error of the campaign itself, or one that nobody foresaw: told with its stack. */
function inItself(error: unknown): Failure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Failure(`the trial itself broke: ${text}`);
}

function add(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
