import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFromHere } from '../../src/cli/serve/is-from-here';
import { type PageServer, pageServer } from '../../src/cli/serve/page-server';
import { webFolders } from '../../src/cli/serve/web-folder';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { ask } from '../support/raw-request';

/** In every file that lies outside the folder, and in their names. */
const SECRET = 'secret';
const PAGE = '<!doctype html><title>the page</title>';
const SCRIPT = 'console.log("a script, and long enough that packing it is worth it");\n'.repeat(9);
const onPosix = process.platform !== 'win32';

let home: string;
let inside: string;
let server: PageServer;
let port: number;

/** A page's folder, with what is worth having beside it. */
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'topdown-web-'));
  inside = path.join(home, 'web');
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), content);
  };
  write('web/index.html', PAGE);
  write('web/page.js', SCRIPT);
  write('web/page.js.gz', gzipSync(SCRIPT));
  write('web/only.css.gz', gzipSync('b{}'));
  write('web/damaged.js.gz', 'not packed at all');
  write('web/%2e%2e', 'a file of an odd name');
  write('web/deep/über uns.txt', 'deep');
  for (const file of ['secret', 'secret.gz', 'secret.js', 'secret.js.gz', 'web-secret/page.js'])
    write(file, SECRET);
  symlinkSync(path.join(home, 'secret'), path.join(inside, 'out.js'));
  symlinkSync(path.join(home, 'secret.gz'), path.join(inside, 'index.html.gz'));
  symlinkSync(home, path.join(inside, 'up'));
  symlinkSync('page.js', path.join(inside, 'same.js'));
  server = await pageServer({ page: inside }, [0]);
  port = Number(new URL(server.address).port);
});

afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

const at = (target: string, ...lines: string[]) => ask(server.address, { target, lines });

describe('the server of a page', () => {
  it('answers / with index.html, and every answer with what keeps the page to itself', async () => {
    const answers = await Promise.all([
      at('/'),
      at('/nothing'),
      at('/%'),
      at('/', 'Host: example.org'),
      ask(server.address, { method: 'POST' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 403, 405]);
    expect(answers[0]?.body.toString()).toBe(PAGE);
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
          "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      });
  });

  it.skipIf(process.platform !== 'linux')('listens on loopback alone', async () => {
    expect(server.address).toBe(`http://127.0.0.1:${port}/`);
    // Whoever listened everywhere would have this one, too.
    const other = createServer();
    await new Promise<void>((ready, failed) => {
      other.once('error', failed);
      other.listen({ port, host: '127.0.0.2' }, ready);
    });
    await new Promise((closed) => other.close(closed));
  });

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.mjs', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['a.txt', 'text/plain; charset=utf-8'],
    ['a.json', 'application/json'],
    ['a.js.map', 'application/json'],
    ['a.webmanifest', 'application/manifest+json'],
    ['a.wasm', 'application/wasm'],
    ['a.svg', 'image/svg+xml'],
    ['a.PNG', 'image/png'],
    ['a.jpg', 'image/jpeg'],
    ['a.safetensors', 'application/octet-stream'],
    ['html', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
  ])('calls %s %s', async (name, type) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, name), 'x');
    const own = await pageServer({ page: folder }, [0]);
    const { headers, body } = await ask(own.address, { target: `/${name}?v=1` });
    await own.close();
    expect(headers['content-type']).toBe(type);
    expect(body.toString()).toBe('x');
  });

  it('answers HEAD as GET, without the bytes', async () => {
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => ask(server.address, { method, target: '/page.js' })),
    );
    const { date: _, ...headers } = head?.headers ?? {};
    expect(get?.headers).toMatchObject(headers);
    expect(headers['content-length']).toBe(String(SCRIPT.length));
    expect(head?.body.length).toBe(0);
    expect(get?.body.toString()).toBe(SCRIPT);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])(
    'refuses %s',
    async (method) => {
      const { status, headers } = await ask(server.address, { method });
      expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    },
  );

  it('sends nothing to whom has it', async () => {
    const { etag = '' } = (await at('/')).headers;
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, headers, body } = await at('/', `If-None-Match: ${known}`);
      expect([status, headers['etag'], body.length]).toEqual([304, etag, 0]);
      expect(headers).not.toHaveProperty('content-length');
    }
    for (const other of ['"other"', etag.slice(1, -1)])
      expect((await at('/', `If-None-Match: ${other}`)).status).toBe(200);
  });

  it('sends what is packed to those who take it, by a tag of its own', async () => {
    const plain = await at('/page.js');
    expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    for (const takes of ['gzip', 'br, GZIP;q=0.5', '*', 'deflate,gzip ; q=1']) {
      const { headers, body } = await at('/page.js', `Accept-Encoding: ${takes}`);
      expect(headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': String(body.length),
        vary: 'Accept-Encoding',
      });
      expect(headers['etag']).not.toBe(plain.headers['etag']);
      expect(gunzipSync(body).toString()).toBe(SCRIPT);
    }
    for (const not of ['br', 'gzip;q=0', 'gzip;q=0, *', 'x-gzip', 'gzip;q=x'])
      expect((await at('/page.js', `Accept-Encoding: ${not}`)).body.toString()).toBe(SCRIPT);
    const alone = await at('/', 'Accept-Encoding: gzip');
    expect(alone.headers).not.toHaveProperty('vary');
    expect(alone.body.toString()).toBe(PAGE); // the packed one beside it leads out
  });

  it('unpacks what is there packed alone for those who do not take it', async () => {
    expect((await at('/only.css')).body.toString()).toBe('b{}');
    const packed = await at('/only.css', 'Accept-Encoding: gzip');
    expect(gunzipSync(packed.body).toString()).toBe('b{}');
    expect((await at('/damaged.js')).status).toBe(500);
  });
});

describe('of a page from elsewhere a server answers nothing:', () => {
  const OWN = () => `127.0.0.1:${port}`;

  it.each([
    ['another name', () => ['Host: example.org']],
    ['another name that looks alike', () => [`Host: 127.0.0.1.example.org:${port}`]],
    ['its name with more before it', () => [`Host: me@${OWN()}`]],
    ['no port', () => ['Host: 127.0.0.1']],
    ['another port', () => [`Host: localhost:${port + 1}`]],
    ['nothing', () => ['Host:']],
    ['two names', () => [`Host: ${OWN()}`, 'Host: example.org']],
    ['two names, the other way round', () => ['Host: example.org', `Host: ${OWN()}`]],
    ['another origin', () => ['Origin: https://example.org']],
    ['an origin of another port', () => [`Origin: http://127.0.0.1:${port + 1}`]],
    ['an origin of another scheme', () => [`Origin: https://${OWN()}`]],
    ['an origin of another name of this computer', () => [`Origin: http://localhost:${port}`]],
    ['no origin that could be told', () => ['Origin: null']],
    ['another site', () => ['Sec-Fetch-Site: cross-site']],
    ['another port of this computer', () => ['Sec-Fetch-Site: same-site']],
  ])('%s', async (_, lines) => {
    const { status, body } = await at('/', ...lines());
    expect(status).toBe(403);
    expect(body.toString()).toBe(`type ${server.address} into the address bar of your browser\n`);
  });

  it('but its own page and the person are answered', async () => {
    for (const host of [OWN(), `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      const origin = `Origin: http://${host.toLowerCase()}`;
      for (const more of [[], [origin], ['Sec-Fetch-Site: none'], ['Sec-Fetch-Site: same-origin']])
        expect((await at('/', `Host: ${host}`, ...more)).status).toBe(200);
    }
  });

  it('at port 80, which browsers leave out, no port is asked for', () => {
    for (const host of ['localhost', 'localhost:80']) {
      const origin = `http://${host}`;
      expect(isFromHere({ host: [host], origin: [origin] }, 80)).toBe(true);
    }
    expect(isFromHere({ host: ['example.org'] }, 80)).toBe(false);
    expect(isFromHere({}, 80)).toBe(false);
  });
});

describe('no path leads out of the folder:', () => {
  it.each([
    ['/..', 404],
    ['/../secret', 404],
    ['/deep/../../secret', 404],
    ['/deep/../page.js', 404],
    ['/%2e%2e/secret', 404],
    ['/%2E%2e%2fsecret', 404],
    ['/..%5csecret', 404],
    ['/..\\secret', 404],
    ['/%252e%252e/secret', 404],
    ['/page.js%00.html', 404],
    ['/%00', 404],
    ['//secret', 404],
    ['//127.0.0.1/page.js', 404],
    ['/./page.js', 404],
    ['/page.js/', 404],
    ['/page.js.', 404],
    ['/deep', 404],
    ['/deep/', 404],
    ['/out.js', 404],
    ['/up/secret', 404],
    ['/up/web/../secret', 404],
    [`/${'x'.repeat(5000)}`, 404],
    [`/${'x/'.repeat(500)}`, 404],
    ['/%', 400],
    ['/%zz', 400],
    ['/%c3', 400],
    ['http://127.0.0.1/page.js', 400],
    ['page.js', 400],
    ['../secret', 400],
    ['*', 400],
  ])('%s', async (target, status) => {
    const answer = await at(target);
    expect(answer.status).toBe(status);
    expect(answer.bytes.toString()).not.toContain(SECRET);
  });

  it('what lies in it is found by its name, decoded once, and by a link that stays', async () => {
    expect((await at('/%252e%252e')).body.toString()).toBe('a file of an odd name');
    expect((await at('/deep/%C3%BCber%20uns.txt')).body.toString()).toBe('deep');
    expect((await at('/deep%2f%C3%BCber%20uns.txt')).body.toString()).toBe('deep');
    expect((await at('/same.js')).body.toString()).toBe(SCRIPT);
    expect((await at('/up/web/page.js')).body.toString()).toBe(SCRIPT);
  });

  it.skipIf(!onPosix)('a pipe in it is waited for by nobody', async () => {
    execFileSync('mkfifo', [path.join(inside, 'pipe.js')]);
    expect((await at('/pipe.js')).status).toBe(404);
  });

  it('however odd it is', async () => {
    const dots = ['.', '..', '...', '%2e', '%2E%2e', '%252e%252e', '%c0%ae', '\xc0\xae', '．．'];
    const slashes = ['/', '//', '\\', '%2f', '%5c', '%252f', '%c0%af', ';', '?', '#', '%3f'];
    const names = ['web', 'web-secret', 'secret', 'secret.js', 'page.js', 'deep', 'up', 'out.js'];
    const others = ['%00', '\0', '%', '%0d%0a', '\t', 'C:', '~', home, encodeURIComponent(home)];
    const part = fc.oneof(
      fc.constantFrom(...dots, ...slashes),
      fc.constantFrom(...slashes, ...names, ...others),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const target = fc.array(part, { maxLength: 9 }).map((parts) => `/${parts.join('')}`);
    const known = [PAGE, SCRIPT, 'b{}', 'a file of an odd name', 'deep', gzipSync('b{}')];
    const allowed = new Set([...known, gzipSync(SCRIPT)].map((one) => Buffer.from(one).toString()));
    let found = 0;
    await fc.assert(
      fc.asyncProperty(target, fc.boolean(), fc.boolean(), async (odd, slashed, gzip) => {
        const asked = slashed ? odd : odd.slice(1);
        const answer = await at(asked, ...(gzip ? ['Accept-Encoding: gzip'] : []));
        expect(answer.bytes.toString()).not.toContain(SECRET);
        if (answer.status !== 200) return;
        found++;
        expect(allowed).toContain(answer.body.toString());
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(0);
  });
});

describe('the port', () => {
  it('is the first that is free, and a sentence where there is none', async () => {
    const next = await pageServer({ page: inside }, [port, 0]);
    expect(next.address).not.toBe(server.address);
    expect((await ask(next.address)).status).toBe(200);
    await next.close();
    const taken = pageServer({ page: inside }, [port]);
    await expect(taken).rejects.toThrow(InputError);
    await expect(taken).rejects.toThrow(
      `port ${port} is taken by another program: give another by --port, or leave that out`,
    );
  });

  it('is free again once the server is closed, whoever is still connected', async () => {
    const own = await pageServer({ page: inside }, [0]);
    const port = Number(new URL(own.address).port);
    const [silent, waiting] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    waiting.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    await once(waiting, 'data');
    const gone = [silent, waiting].map((socket) =>
      once(
        socket.on('error', () => 0),
        'close',
      ),
    );
    await own.close();
    await Promise.all(gone);
    const again = await pageServer({ page: inside }, [port]);
    expect(again.address).toBe(own.address);
    await again.close();
  });
});

it('the page’s folder is the built one; where there is none, it is said how to build it', () => {
  const folder = temporaryFolder();
  const none = () => webFolders(folder);
  expect(none).toThrow(EnvironmentError);
  expect(none).toThrow(`there is no ${path.join(folder, 'dist', 'web')}: in a clone`);
  mkdirSync(path.join(folder, 'dist', 'web'), { recursive: true });
  expect(webFolders(folder)).toEqual({
    page: path.join(folder, 'dist', 'web'),
    networks: path.join(folder, 'models'),
  });
});
