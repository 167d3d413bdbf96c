import { cpSync, mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { ENGINE_FOLDERS, packageJson } from './engine-package.mjs';
import { run, withPath } from './run.mjs';
import { during } from './say.mjs';

/**
 * The engine by tfjs-node's own install script, which downloads libtensorflow and the addon. It
 * has no time limit of its own and fails late, so we first ask whether its host answers at all.
 *
 * The script works in its own folder and rewrites package.json on the way. It gets a copy to work
 * in: stopped half-way, it would leave a package that claims to be complete.
 */
export async function stockRecipe({ pkg, part, whole }) {
  const { host } = new URL(packageJson(pkg).binary.host);
  if (!(await answers(host))) throw new Error(`${host}, where TensorFlow is kept, does not answer`);
  const copy = path.join(part, 'package');
  cpSync(pkg, copy, { recursive: true, filter: (file) => !isEngine(pkg, file) });
  const packages = path.dirname(path.dirname(pkg));
  symlinkSync(packages, path.join(part, 'node_modules'), 'junction');
  await during(`downloading TensorFlow from ${host}`, () =>
    run(process.execPath, [path.join('scripts', 'install.js')], {
      cwd: copy,
      env: withPath(path.join(packages, '.bin')),
    }),
  );
  for (const folder of ENGINE_FOLDERS) {
    mkdirSync(path.dirname(path.join(whole, folder)), { recursive: true });
    renameSync(path.join(copy, folder), path.join(whole, folder));
  }
  if (readdirSync(path.join(whole, 'lib')).length === 0)
    throw new Error('tfjs-node has no addon for this machine');
}

function isEngine(pkg, file) {
  return ENGINE_FOLDERS.some((folder) => file === path.join(pkg, folder));
}

/** Whether the host can be reached within a second, directly or through the proxy that is set. */
function answers(host) {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const proxy = HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy;
  return proxy ? answersThrough(new URL(proxy), host) : answersDirectly(host);
}

async function answersDirectly(host) {
  try {
    await fetch(`https://${host}/`, { method: 'HEAD', signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  }
}

function answersThrough(proxy, host) {
  return new Promise((resolve) => {
    const { hostname, port, username, password } = proxy;
    const auth = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    const request = http.request({
      method: 'CONNECT',
      host: hostname,
      port: port || 80,
      path: `${host}:443`,
      headers: username ? { 'Proxy-Authorization': `Basic ${auth.toString('base64')}` } : {},
      timeout: 1000,
    });
    const answer = (reached) => {
      request.destroy();
      resolve(reached);
    };
    request.once('connect', ({ statusCode }) => answer(statusCode === 200));
    for (const event of ['response', 'timeout', 'error']) request.once(event, () => answer(false));
    request.end();
  });
}
