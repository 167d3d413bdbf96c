import { z } from 'zod';
import { LARGEST_SEED } from '../input/limits';
import { writeParquet } from '../machine/parquet';
import { openJsonLines } from '../machine/read-json';

/** A reading's answers to the images under one condition: what a comparison is made of. */
export interface ReadingAnswers {
  readonly condition: string;
  readonly strength: number;
  readonly unit: string;
  readonly reading: string;
  readonly seed: number;
  /** SHA-256 of its network's file. */
  readonly sha256: string;
  /** Milliseconds an image. */
  readonly milliseconds: number;
  /** An image; cells of earlier versions do not say it. */
  readonly multiplyAdds?: number | undefined;
  /** [images] */
  readonly answers: Uint8Array;
}

const line = z.object({
  condition: z.string(),
  strength: z.number(),
  unit: z.string(),
  reading: z.string(),
  seed: z.int().min(0).max(LARGEST_SEED),
  sha256: z.string(),
  milliseconds: z.number(),
  multiplyAdds: z.number().optional(),
  /** In base64. */
  answers: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/),
});

/** Where finished cells are written down at once, so that nothing is computed twice. */
export interface Ledger {
  readonly cells: () => readonly ReadingAnswers[];
  readonly has: (
    cell: Pick<ReadingAnswers, 'condition' | 'strength' | 'reading' | 'seed'>,
  ) => boolean;
  /** Throws EnvironmentError where it cannot be written. */
  readonly add: (cell: ReadingAnswers) => void;
}

/** The ledger in a file of JSON lines. */
export function openLedger(file: string): Ledger {
  const lines = openJsonLines(file, { what: 'an answer of a comparison', schema: line });
  const cells = lines.lines().map(read);
  const key = ({ condition, strength, reading, seed }: Parameters<Ledger['has']>[0]) =>
    JSON.stringify([condition, strength, reading, seed]);
  const known = new Set(cells.map(key));
  return {
    cells: () => cells,
    has: (cell) => known.has(key(cell)),
    add(cell) {
      lines.append({ ...cell, answers: Buffer.from(cell.answers).toString('base64') });
      cells.push(cell);
      known.add(key(cell));
    },
  };
}

function read(cell: z.infer<typeof line>): ReadingAnswers {
  return { ...cell, answers: new Uint8Array(Buffer.from(cell.answers, 'base64')) };
}

/** Where images were looked at: under a condition, at one of its strengths. */
export type ConditionStrength = Pick<ReadingAnswers, 'condition' | 'strength' | 'unit'>;

/** 1 where a cell's answer is wrong: [images]. */
export function wrongs({ answers }: ReadingAnswers, labels: Uint8Array): Uint8Array {
  return answers.map((answer, at) => (answer === labels[at] ? 0 : 1));
}

/** Images in a block: a row of the table tells how many of them were wrong. */
const BLOCK = 100;

/**
 * Writes a comparison as a tidy Parquet table: a row for each reading, condition, strength, seed and
 * block of images, whole or not at all. Throws EnvironmentError.
 */
export function writeBlockTable(
  cells: readonly ReadingAnswers[],
  labels: Uint8Array,
  file: string,
): void {
  writeParquet(
    file,
    COLUMNS,
    cells.flatMap((cell) => rowsOf(cell, labels)),
  );
}

const COLUMNS = {
  reading: 'STRING',
  condition: 'STRING',
  strength: 'DOUBLE',
  unit: 'STRING',
  seed: 'INT64',
  block: 'INT32',
  images: 'INT32',
  wrong: 'INT32',
} as const;

function rowsOf(
  { answers, reading, condition, strength, unit, seed }: ReadingAnswers,
  labels: Uint8Array,
) {
  const blocks = Math.ceil(answers.length / BLOCK);
  return Array.from({ length: blocks }, (_, block) => {
    const own = answers.subarray(block * BLOCK, (block + 1) * BLOCK);
    const wrong = own.filter((answer, at) => answer !== labels[block * BLOCK + at]).length;
    return { reading, condition, strength, unit, seed, block, images: own.length, wrong };
  });
}
