import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './folders.mjs';
import { npm } from './packages.mjs';
import { run } from './run.mjs';

/**
 * Writes what topdown is made of into a folder: `sbom.json` in CycloneDX, `licences.md` in words. That is
 * what npm installs for it, what is bundled into the package, and what `topdown setup` downloads.
 */
export async function writeBill(folder) {
  const bill = await installedByNpm();
  bill.components.push(...inThePackage(), ...downloadedBySetUp());
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'sbom.json'), `${JSON.stringify(bill, null, 2)}\n`);
  writeFileSync(path.join(folder, 'licences.md'), inWords(bill.components));
}

/** Where a component comes from, as a property of it. */
const FROM = 'topdown:from';
const [BY_NPM, BUNDLED, BY_SETUP] = ['npm', 'the package itself', 'topdown setup'];
const from = (value) => [{ name: FROM, value }];

/** Licences that a package's own description does not name as SPDX does. */
const LICENCES = { jstat: 'MIT', 'dejavu-fonts-ttf': 'Bitstream-Vera' };
const licensed = (id) => [{ license: /^LicenseRef/.test(id) ? { name: id } : { id } }];

/** As npm tells it, of the lock file. Its own `--omit dev` leaves out what we and a tool of ours both need. */
async function installedByNpm() {
  const [program, ...first] = npm();
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const bill = JSON.parse(await run(program, [...first, ...options], { cwd: projectFolder }));
  const { packages } = readJson('package-lock.json');
  const wanted = new Set(
    Object.entries(packages)
      .filter(([folder, { dev }]) => folder !== '' && !dev)
      .map(([folder, { name, version }]) => `${name ?? nameOf(folder)}@${version}`),
  );
  const { name } = readJson('package.json');
  const { serialNumber, metadata, components, dependencies, ...about } = bill;
  const { timestamp, ...lasting } = metadata; // the same sources, the same bill
  return {
    ...about,
    metadata: { ...lasting, component: { ...metadata.component, name } },
    components: components
      .filter((one) => wanted.has(one['bom-ref']))
      .map(({ licenses, ...one }) => {
        const said = LICENCES[one.name];
        return { ...one, licenses: said ? licensed(said) : licenses, properties: from(BY_NPM) };
      }),
    dependencies: dependencies
      .filter(({ ref }) => wanted.has(ref) || ref === metadata.component['bom-ref'])
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter((one) => wanted.has(one)),
      })),
  };
}

const nameOf = (folder) => folder.split('node_modules/').at(-1);

/** What `native/build.mjs` bundles. */
function inThePackage() {
  return readJson('native/dist/parts.json').map(({ name, version, license }) => ({
    ...{ 'bom-ref': `bundled:${name}@${version}`, type: 'library', name, version },
    ...{ scope: 'required', purl: `pkg:npm/${encodeURIComponent(name)}@${version}` },
    licenses: /[()]/.test(license) ? [{ expression: license }] : licensed(license),
    properties: from(BUNDLED),
  }));
}

/** TensorFlow's wheels, and NVIDIA's where there is a GPU, by the lists that pip is held to. */
function downloadedBySetUp() {
  const folder = path.join(projectFolder, 'setup', 'wheels');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((list) =>
      readFileSync(path.join(folder, list), 'utf8')
        .split('\n')
        .flatMap((line) => {
          const [, name, version, content] = line.match(/^(\S+)==(\S+) --hash=sha256:(\S+)/) ?? [];
          if (name === undefined) return [];
          const licence = /^nvidia-/.test(name) ? 'LicenseRef-NVIDIA-Proprietary' : 'Apache-2.0';
          const machine = path.basename(list, '.txt');
          return {
            ...{ 'bom-ref': `${machine}:${name}@${version}`, type: 'library', name, version },
            ...{ scope: 'optional', purl: `pkg:pypi/${name}@${version}` },
            hashes: [{ alg: 'SHA-256', content }],
            licenses: licensed(licence),
            properties: from(`${BY_SETUP}, on ${machine}`),
          };
        }),
    );
}

function inWords(components) {
  const rows = components.map(({ name, version, licenses, properties }) => {
    const [{ license, expression }] = licenses;
    return `| ${name} | ${version} | ${expression ?? license.id ?? license.name} | ${properties[0].value} |`;
  });
  return `# Licences of what topdown is made of

What npm installs has its licence in its own folder. The notices of what is in the package itself are in
\`native/dist/licences.txt\`. \`sbom.json\` has checksums.

| part | version | licence | comes by |
|---|---|---|---|
${rows.sort().join('\n')}
`;
}

function readJson(file) {
  return JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8'));
}
