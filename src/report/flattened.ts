import { isScalar, type Scalar } from './tables';

/** A value in words; `name` is the last part of its path. */
type InWords = (values: readonly Scalar[], name: string) => string;

/** Settings as they are typed. */
export const asTyped: InWords = (values) => values.map(String).join(',');

/**
 * What nested data holds, by the path to it (`sizes.hidden`), each value in words. Lists of anything
 * but scalars are left out.
 */
export function flattened(value: unknown, inWords: InWords, path = ''): [string, string][] {
  if (value === undefined) return [];
  const name = path.split('.').at(-1) ?? '';
  if (isScalar(value)) return [[path, inWords([value], name)]];
  if (Array.isArray(value)) return value.every(isScalar) ? [[path, inWords(value, name)]] : [];
  return Object.entries(value as object).flatMap(([key, one]) =>
    flattened(one, inWords, path === '' ? key : `${path}.${key}`),
  );
}
