import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json';

const ROOT = path.resolve(__dirname, '../..');
const NOTICES = path.join(ROOT, 'native', 'dist', 'licences.txt');

/** Whoever uses or passes on topdown may do as with MIT; MPL-2.0 asks for changed files of its own alone. */
const ALLOWED = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0', 'Unlicense'],
  ...['(BSD-3-Clause AND Apache-2.0)', 'Bitstream-Vera'],
]);

interface Component {
  readonly name: string;
  readonly version: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly [
    { readonly license?: { id?: string; name?: string }; readonly expression?: string },
  ];
  readonly properties: readonly [{ readonly value: string }];
}

describe.skipIf(!existsSync(NOTICES))('what topdown is made of', () => {
  let folder: string;
  let components: readonly Component[];

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-bill-'));
    execFileSync(process.execPath, [path.join(ROOT, 'setup', 'sbom.mjs'), folder]);
    ({ components } = JSON.parse(read('sbom.json')));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const by = (whom: RegExp) => components.filter(({ properties: [{ value }] }) => whom.test(value));
  const licenceOf = ({ licenses }: Component) => {
    const [{ license, expression } = {}] = licenses ?? [];
    return expression ?? license?.id ?? license?.name ?? 'none';
  };

  it('is under licences that let whoever has it use it and pass it on', () => {
    const others = [...by(/^npm$/), ...by(/^the package/)].filter(
      (one) => !ALLOWED.has(licenceOf(one)),
    );
    expect(others.map((one) => `${one.name}: ${licenceOf(one)}`)).toEqual([]);
  });

  it('has all that it needs, what its tools need too, and none of these', () => {
    const names = new Set(by(/^npm$/).map(({ name }) => name));
    expect([...names]).toEqual(expect.arrayContaining(Object.keys(packageJson.dependencies)));
    for (const name of ['esbuild', '@resvg/resvg-js-linux-x64-gnu']) expect(names).toContain(name);
    for (const name of ['vitest', 'typescript', 'tslab']) expect(names).not.toContain(name);
  });

  it('brings the notices of what is bundled into it', () => {
    const notices = readFileSync(NOTICES, 'utf8');
    const bundled = by(/^the package/);
    expect(bundled.map(({ name }) => name)).toContain('seedrandom');
    for (const one of bundled)
      expect(notices).toContain(`${one.name} ${one.version} (${licenceOf(one)})`);
    for (const owner of ['Google', 'David Bau', 'Node.js']) expect(notices).toMatch(`${owner}`);
  });

  it('names each wheel that set-up downloads, with its checksum', () => {
    const wheels = by(/^topdown setup, on/);
    expect(wheels.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['tensorflow-cpu', 'tensorflow', 'nvidia-cudnn-cu12']),
    );
    for (const { hashes } of wheels) expect(hashes?.[0]?.content).toMatch(/^[0-9a-f]{64}$/);
    expect(read('licences.md')).toContain('| tensorflow-cpu | 2.18.1 | Apache-2.0 | topdown setup');
  });
});
