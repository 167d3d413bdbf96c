import { cpSync, statSync } from 'node:fs';
import path from 'node:path';
import type { RandomStream } from '../../../src/engine/random';
import { lastWords, withoutStack } from '../disturb';
import { Failure } from '../failure';
import { filesUnder } from '../files-under';
import { nothingHalfWritten } from '../half-written';
import { inFolder } from '../in-folder';
import type { Ground, Part } from '../part';
import { type Ended, nobodyLeft } from '../processes';
import { type Room, type SmallDisk, type SmallDisks, smallDisks } from './small-disk';

/** A job that is done where there is too little room for it. */
export interface Job {
  /** A folder that is there before, as `run`. */
  readonly given?: string;
  /** What it makes where there is room: a folder or a file. It says how much room is too little. */
  readonly makes: string;
  /** What is typed first, and after room was made; it sees what is there. */
  readonly command: (folder: string) => readonly string[];
  /** Throws a Failure where what there is after the disk was full is not sound. */
  readonly check?: (folder: string) => void | Promise<void>;
  /** Throws a Failure where it did not come to its end after all. */
  readonly done: (folder: string) => void;
}

const FULL =
  /^(error: .*|the report of this run could not be written: .*|.*: cannot write .*)(disk is full|size allowed)/m;

/** A part that fills the disk during a job, at a random place. */
export function fullDisk(
  name: string,
  share: number,
  jobOf: (ground: Ground) => Promise<Job>,
): Part {
  return {
    name: `disks/${name}`,
    promises:
      'on a full disk: one sentence, code 1, nothing half-written; it goes on when there is room',
    unit: 'trials',
    share,
    lacks: () => (smallDisks() ? undefined : 'no disk can be made small here'),
    async begin(ground) {
      const job = await jobOf(ground);
      const disks = smallDisks() as SmallDisks;
      return (random, number) =>
        inFolder(ground, number, async (folder) => {
          const disk = await disks(path.join(folder, 'disk'), roomFor(job, random));
          ground.atTheEnd(disk.remove);
          try {
            return [await onDisk(disk, job)];
          } catch (error) {
            cpSync(disk.folder, path.join(folder, 'left'), { recursive: true }); // it is kept
            throw error;
          } finally {
            disk.remove();
          }
        });
    },
  };
}

/** Something between next to nothing and a little more than enough. */
function roomFor({ given, makes }: Job, random: RandomStream): Room {
  const share = 1.1 * random.uniform();
  const before = given === undefined ? [] : fileSizes(given);
  const sizes = fileSizes(makes);
  const kilobytes = (bytes: number) => Math.ceil(4 + bytes / 1024);
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
  return {
    disk: kilobytes(sum(before)) + kilobytes(share * sum(sizes)),
    file: kilobytes(share * Math.max(...sizes)),
  };
}

/** The room that each file takes: whole pages. In bytes. */
function fileSizes(folder: string): number[] {
  return filesUnder(folder).map((file) => 4096 * Math.ceil(statSync(file).size / 4096));
}

async function onDisk(disk: SmallDisk, job: Job): Promise<string> {
  const { folder } = disk;
  if (job.given !== undefined) cpSync(job.given, path.join(folder, 'run'), { recursive: true });
  const first = await disk.topdown(job.command(folder)).ended;
  const word = toldSo(first);
  await nobodyLeft(folder);
  await nothingHalfWritten(folder);
  await job.check?.(folder);
  await disk.makeRoom();
  const after = await disk.topdown(job.command(folder)).ended;
  withoutStack(after);
  if (word === 'full' && after.code !== 0)
    throw new Failure(`does not go on when there is room: ${lastWords(after.stderr)}`);
  job.done(folder);
  return word;
}

/** How a command ended where there is too little room. Throws a Failure where it told it otherwise. */
function toldSo(ended: Ended): string {
  withoutStack(ended);
  if (ended.code === 0) return FULL.test(ended.stderr) ? 'full at the end' : 'there was room';
  if (ended.code !== 1)
    throw new Failure(
      `a full disk ends it with ${ended.signal ?? `code ${ended.code}`}: ${lastWords(ended.stderr)}`,
    );
  if (!FULL.test(ended.stderr))
    throw new Failure(`a full disk is not called that: ${lastWords(ended.stderr)}`);
  return 'full';
}
