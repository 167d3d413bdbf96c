import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { mirror, published } from '../support/mirror';
import { script, TOPDOWN, until } from '../support/shell';

/** Of files whose content is not known before they are there. */
function undescribed(name: string, address: string) {
  const { dataSet } = published([address]);
  const { training, test } = dataSet.files;
  const files = [training, test].map((part) => part.map(({ content: _, ...file }) => file));
  return { ...dataSet, name, files: { training: files[0], test: files[1] } };
}

/** A folder where a data set called `endless` is declared, and what a command in it needs to find that. */
function withEndless(address: string) {
  const folder = temporaryFolder();
  const { format: _, ...declared } = undescribed('endless', address);
  writeFileSync(
    path.join(folder, 'endless.ts'),
    `import { IDX, registerDataSet } from 'topdown/data';
     registerDataSet({ ...${JSON.stringify(declared)}, format: IDX });`,
  );
  const env = {
    ...{ TOPDOWN_EXTENSIONS: './endless.ts', TOPDOWN_DATA: '' },
    ...{ XDG_CACHE_HOME: folder, HOME: folder, HTTP_PROXY: '', http_proxy: '' },
  };
  return { folder, env };
}

it.skipIf(process.platform === 'win32').each([
  ['topdown data', 'data endless'],
  ['a sweep that is prepared', 'sweep recurrent-mnist --seeds 2 --data-set endless'],
])('%s: a download is stopped by Ctrl-C, and leaves the terminal as it was', async (_, typed) => {
  let begun = false;
  const address = await mirror((__, response) => {
    response.write('x'); // and nothing more
    begun = true;
  });
  const { folder, env } = withEndless(address);
  const { child, said, ended } = script(`exec ${TOPDOWN} ${typed}`, folder, { env });
  await until(() => begun || child.exitCode !== null);
  child.kill('SIGINT');
  expect(await ended, said()).toBe(130);
  expect(said()).toMatch(/\nstopped[^\n]*\n$/);
});

it.skipIf(process.platform === 'win32')(
  'a sweep whose options contradict each other is refused before anything is downloaded',
  async () => {
    let asked = 0;
    const address = await mirror((_, response) => {
      asked++;
      response.destroy();
    });
    const { folder, env } = withEndless(address);
    const typed = 'sweep recurrent-mnist --seeds 2 --data-set endless --plan jobs --dry-run';
    const { said, ended } = script(`exec ${TOPDOWN} ${typed}`, folder, { env });
    expect(await ended, said()).toBe(2);
    expect(said()).toContain('--plan writes the jobs to a file, and --dry-run lists them');
    expect(asked).toBe(0);
  },
);
