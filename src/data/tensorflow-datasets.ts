import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DataSet, PublishedFile } from './data-set';

/**
 * The folders, in one that a person names, in which TensorFlow Datasets keeps what it downloads
 * (`~/tensorflow_datasets`), and what it unpacks of an archive. Source: its `core/download`.
 */
export async function tensorflowFolders(
  { name, archive }: DataSet,
  given: string,
): Promise<string[]> {
  const downloads = path.join(given, 'downloads');
  const extracted = path.join(downloads, 'extracted');
  const folders = [downloads, path.join(downloads, name.replaceAll('-', '_')), extracted];
  if (!archive) return folders;
  const unpacked = (await readdir(extracted).catch((): string[] => [])).filter((one) =>
    one.includes(inName(archive.sha256)),
  );
  return unpacked.map((one) => path.join(extracted, one, archive.folder));
}

/** Of the names in a folder those that TensorFlow Datasets gives this file, packed or unpacked. */
export function keptByTensorflow({ packed }: PublishedFile, names: readonly string[]): string[] {
  if (!packed) return [];
  return names.filter((one) => one.endsWith(`${inName(packed.sha256)}.gz`));
}

/** A checksum as it stands in such names, after the shortened address: base64url, unpadded. */
function inName(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64url');
}
