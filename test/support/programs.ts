import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where daemons lie, which PATH need not name. */
const DAEMONS = '/usr/sbin';

/** The file of a program of this machine; undefined where there is none of this name. */
export function programNamed(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), DAEMONS];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}
