import { sha256 } from '../../machine/sha256';
import { isFromHere, type RequestHeaders } from './is-from-here';
import { type ServedFile, servedFile } from './served-file';

/** What of a request decides its answer. */
export interface PageRequest {
  readonly method: string;
  /** As it came: a path, and what may follow after a `?`. */
  readonly target: string;
  readonly headers: RequestHeaders;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  /** Of a HEAD it is not sent. */
  readonly body: Uint8Array;
}

/** The page may load, run and ask for what is in its own folder, and nothing else; no page may hold it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Those of every answer. A file is asked for anew each time: another version may lie there. */
const ALWAYS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** Where the page's files lie, and, where they are elsewhere, those of its folder `networks`. */
export interface PageFolders {
  readonly page: string;
  readonly networks?: string;
}

const NETWORKS = 'networks/';

/**
 * The answer of a server at this port to a request for a file of the page: `/` is its `index.html`. Bytes from
 * outside its folders are in none.
 */
export function answerTo(
  { method, target, headers }: PageRequest,
  { page, networks }: PageFolders,
  port: number,
): PageAnswer {
  if (!isFromHere(headers, port))
    return refusal(403, `type http://127.0.0.1:${port}/ into the address bar of your browser`);
  if (!['GET', 'HEAD'].includes(method))
    return refusal(405, 'only GET and HEAD are answered', { Allow: 'GET, HEAD' });
  const name = nameIn(target);
  if (name === undefined) return refusal(400, 'that is not the path of a file');
  try {
    const gzip = takesGzip(headers);
    const elsewhere = () =>
      networks !== undefined && name.startsWith(NETWORKS)
        ? servedFile(networks, name.slice(NETWORKS.length), gzip)
        : undefined;
    const file = servedFile(page, name, gzip) ?? elsewhere();
    return file ? fileAnswer(file, headers) : refusal(404, 'there is no such file');
  } catch {
    return refusal(500, 'the file is damaged, or cannot be read now');
  }
}

/** The name that a target means, decoded once; undefined where it means none. */
function nameIn(target: string): string | undefined {
  const [path = ''] = target.split('?');
  if (!path.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(path.slice(1)) || 'index.html';
  } catch {
    return undefined;
  }
}

function fileAnswer(file: ServedFile, asked: RequestHeaders): PageAnswer {
  const tag = `"${sha256(file.bytes)}"`;
  const known = { ...ALWAYS, ETag: tag, ...(file.varies && { Vary: 'Accept-Encoding' }) };
  if (
    entriesOf(asked, 'if-none-match').some((one) => one === '*' || one.replace(/^W\//, '') === tag)
  )
    return { status: 304, headers: known, body: new Uint8Array() };
  const headers = {
    ...known,
    'Content-Type': file.type,
    'Content-Length': file.bytes.length,
    ...(file.encoding && { 'Content-Encoding': file.encoding }),
  };
  return { status: 200, headers, body: file.bytes };
}

/** Whether `Accept-Encoding` has gzip, or anything, and not with a weight of 0. */
function takesGzip(asked: RequestHeaders): boolean {
  const weights = new Map(
    entriesOf(asked, 'accept-encoding').map((entry) => {
      const [coding = '', weight] = entry.toLowerCase().split(/\s*;\s*q\s*=\s*/);
      return [coding, weight === undefined ? 1 : Number(weight)];
    }),
  );
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

/** The entries of a header that is a list, over all the times that it came. */
function entriesOf(asked: RequestHeaders, name: string): string[] {
  return (asked[name] ?? []).flatMap((value) => value.split(',')).map((entry) => entry.trim());
}

function refusal(status: number, why: string, more: Record<string, string> = {}): PageAnswer {
  const body = Buffer.from(`${why}\n`);
  const type = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length };
  return { status, headers: { ...ALWAYS, ...type, ...more }, body };
}
