import { dataContent } from '../experiment/data-content';
import { asTyped, flattened } from './flattened';
import type { RunMaterial } from './run-material';

/** Digits of a checksum that tell two files apart. */
const DIGITS = 12;

/**
 * What the data and the networks of a run are, by the first digits of their SHA-256: a row for each
 * file, and for whatever else decides how data are read.
 */
export function contentsOf({
  data,
  networks = [],
}: Pick<RunMaterial['record'], 'data' | 'networks'>): [string, string][] {
  const { checksums = {}, ...reading } = data ? dataContent(data) : {};
  return [
    ...Object.entries(checksums).map(([file, sum]) => row(file, sum)),
    ...flattened(reading, asTyped),
    ...networks.map(({ given, sha256 }) => row(`network ${given}`, sha256)),
  ];
}

function row(file: string, checksum: string): [string, string] {
  return [`${file}, SHA-256`, checksum.slice(0, DIGITS)];
}
