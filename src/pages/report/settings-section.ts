import { dataContent } from '../../runs/data-content';
import { type Html, html } from './html';
import type { RunMaterial } from './run-material';
import { htmlTable, isScalar, type Scalar } from './tables';

/** Options and learning settings of a run, folded. */
export function settingsSection({ record }: RunMaterial): Html {
  const { options, learning } = record;
  const contents = contentsOf(record);
  const words = () => false;
  const rows = (settings: unknown) => flattened(settings, asTyped);
  return html`<section id="settings" aria-labelledby="settings-title">
<h2 id="settings-title">Settings</h2>
<details><summary>Options, defaults included${learning ? '; settings of learning' : undefined}${contents.length > 0 ? '; checksums of data, networks and files' : undefined}</summary>
${htmlTable('Options', ['option', 'value'], rows(options), words)}
${learning ? htmlTable('Learning', ['setting', 'value'], rows(learning), words) : undefined}
${contents.length > 0 ? htmlTable('Data, networks and files', ['file', 'content'], contents, words) : undefined}
</details></section>`;
}

/** Digits of a checksum that tell two files apart. */
const DIGITS = 12;

/**
 * What the data, the networks and the files of a run are, by the first digits of their SHA-256: a row for each
 * file, and for whatever else decides how data are read.
 */
export function contentsOf({
  data,
  networks = [],
  files = [],
}: Pick<RunMaterial['record'], 'data' | 'networks' | 'files'>): [string, string][] {
  const { checksums = {}, ...reading } = data ? dataContent(data) : {};
  return [
    ...Object.entries(checksums).map(([file, sum]) => row(file, sum)),
    ...flattened(reading, asTyped),
    ...networks.map(({ given, sha256 }) => row(`network ${given}`, sha256)),
    ...files.map(({ given, sha256 }) => row(given, sha256)),
  ];
}

function row(file: string, checksum: string): [string, string] {
  return [`${file}, SHA-256`, checksum.slice(0, DIGITS)];
}

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
