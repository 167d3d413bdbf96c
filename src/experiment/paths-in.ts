import { existsSync } from 'node:fs';

/** Parts of a path between separators; where it has more, it has to stand alone. */
const MOST_JOINED = 8;
/** Of longer lists, which nobody types, no part is looked for. */
const LONGEST_LIST = 1000;

/**
 * The paths in a list as people type it, with separators between them. A path whose own name has
 * separators is taken as it is where there is such a file or folder: `a,b` is one path where `a,b` is
 * there, else two. The longest that is there counts.
 */
export function pathsIn(list: string, separator: ',' | '+'): string[] {
  const parts = list.split(separator);
  if (parts.length > 1 && existsSync(list)) return [list];
  if (parts.length > LONGEST_LIST) return parts;
  const paths: string[] = [];
  for (let start = 0; start < parts.length; ) {
    let end = Math.min(start + MOST_JOINED, parts.length);
    const joined = () => parts.slice(start, end).join(separator);
    while (end > start + 1 && !existsSync(joined())) end--;
    paths.push(joined());
    start = end;
  }
  return paths;
}
