import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLedger } from '../../../src/comparison/ledger';
import { damagedLines } from '../damage/lines';
import { damageOne, type Parser } from '../parser';

const FILE = 'answers.jsonl';

/** The answers of a comparison that was stopped. */
const parser: Parser = {
  name: 'ledgers',
  sound() {
    const folder = mkdtempSync(path.join(tmpdir(), 'topdown-'));
    const ledger = openLedger(path.join(folder, FILE));
    for (const seed of [1, 2, 3])
      ledger.add({
        ...{ condition: 'shift', strength: seed, unit: 'pixels', reading: 'top-down', seed },
        ...{ sha256: 'ab'.repeat(32), milliseconds: 0.25, answers: Uint8Array.of(1, 2, seed) },
      });
    const content = readFileSync(path.join(folder, FILE));
    rmSync(folder, { recursive: true });
    return [new Map([[FILE, content]])];
  },
  damage: (sound, random) => damageOne(sound, random, (content) => damagedLines(content, random)),
  read: (folder) => openLedger(path.join(folder, FILE)).cells(),
};

export default parser;
