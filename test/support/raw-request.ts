import { connect } from 'node:net';

/** What came back on a connection until it was closed. */
export interface RawAnswer {
  readonly status: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** All of it. */
  readonly bytes: Buffer;
}

/** A request as it travels, letter by letter: clients tidy up what they are asked for. */
export interface RawRequest {
  readonly method?: string;
  /** The target; a letter is a byte. */
  readonly target?: string;
  /** The headers, a line each; `Host` is that of the address unless another is here. */
  readonly lines?: readonly string[];
}

/** Sends it to a server on this computer, and nothing else on that connection. */
export function ask(address: string, request: RawRequest = {}): Promise<RawAnswer> {
  const { host, hostname, port } = new URL(address);
  const { method = 'GET', target = '/', lines = [] } = request;
  const own = lines.some((line) => /^host:/i.test(line)) ? [] : [`Host: ${host}`];
  const head = [`${method} ${target} HTTP/1.1`, ...own, 'Connection: close', ...lines, '', ''];
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () =>
      socket.write(Buffer.from(head.join('\r\n'), 'latin1')),
    );
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') reject(error); // of what it does not understand it reads no more
    });
    socket.on('close', () => resolve(answerIn(Buffer.concat(parts))));
  });
}

function answerIn(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = lines.map((line) => {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return [name.toLowerCase(), value];
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: bytes.subarray(end + 4),
    bytes,
  };
}
