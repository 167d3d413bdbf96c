import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import { openTrace, type TraceValues } from '../../src/observation/open-trace';

/** Writes what is in a zip into a folder. */
export function unpack(zip: Uint8Array, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/**
 * Says that two folders hold the same trace, however its blocks are packed: the same files, metadata, axes and
 * attributes; the numbers of each array are compared by `compare`.
 */
export async function expectAlike(
  folder: string,
  other: string,
  compare: (seen: TraceValues['values'], expected: TraceValues['values'], name: string) => void,
): Promise<void> {
  const names = (of: string) => readdirSync(of, { recursive: true, encoding: 'utf8' }).sort();
  expect(names(folder)).toEqual(names(other));
  for (const file of names(folder).filter((name) => name.endsWith('zarr.json')))
    expect(metadata(path.join(folder, file)), file).toEqual(metadata(path.join(other, file)));
  const [trace, expected] = [await openTrace(folder), await openTrace(other)];
  for (const name of readdirSync(folder).filter((one) => one !== 'zarr.json')) {
    const [a, b] = [await trace.read(name), await expected.read(name)];
    expect([a.dims, a.shape]).toEqual([b.dims, b.shape]);
    compare(a.values, b.values, name);
  }
}

/** What a file says in JSON, but how blocks are packed. */
function metadata(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'), (key, value) =>
    key === 'codecs' ? undefined : value,
  );
}
