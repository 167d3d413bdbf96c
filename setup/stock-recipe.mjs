import { cpSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
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
  const { TFJS_NODE_CDN_STORAGE, CDN_STORAGE } = process.env; // mirrors that the script knows of
  const storage = new URL(TFJS_NODE_CDN_STORAGE || CDN_STORAGE || packageJson(pkg).binary.host);
  if (!(await answers(storage))) {
    throw new Error(`${storage.host}, where TensorFlow is kept, does not answer`);
  }
  const copy = path.join(part, 'package');
  cpSync(pkg, copy, { recursive: true, filter: (file) => !isEngine(pkg, file) });
  const packages = path.dirname(path.dirname(pkg));
  symlinkSync(packages, path.join(part, 'node_modules'), 'junction');
  await during(`downloading TensorFlow from ${storage.host}`, () =>
    run(process.execPath, [path.join('scripts', 'install.js')], {
      cwd: copy,
      env: withPath(path.join(packages, '.bin')),
    }),
  );
  for (const folder of ENGINE_FOLDERS) {
    mkdirSync(path.dirname(path.join(whole, folder)), { recursive: true });
    renameSync(path.join(copy, folder), path.join(whole, folder));
  }
}

function isEngine(pkg, file) {
  return ENGINE_FOLDERS.some((folder) => file === path.join(pkg, folder));
}

/** Whether the host can be reached within a second, directly or through the proxy that is set. */
function answers(storage) {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const proxy = HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy;
  return proxy ? answersThrough(new URL(proxy), storage) : answersDirectly(storage);
}

async function answersDirectly(storage) {
  try {
    await fetch(storage.origin, { method: 'HEAD', signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  }
}

function answersThrough(proxy, storage) {
  return new Promise((resolve) => {
    const { hostname, port, username, password } = proxy;
    const auth = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    const request = http.request({
      method: 'CONNECT',
      host: hostname,
      port: port || 80,
      path: `${storage.hostname}:${storage.port || 443}`,
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
