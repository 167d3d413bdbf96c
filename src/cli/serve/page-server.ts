import { createServer } from 'node:http';
import { EnvironmentError, InputError } from '../../input/errors';
import { answerTo, type PageFolders } from './answer';

/** The only address at which anything of topdown listens: no other computer reaches it. */
const LOOPBACK = '127.0.0.1';

export interface PageServer {
  /** What a person opens: `http://127.0.0.1:4180/`. */
  readonly address: string;
  /** Ends it, with all connections that are open. */
  readonly close: () => Promise<void>;
}

type Listening = ReturnType<typeof createServer>;

/**
 * Serves the page's files to browsers on this computer, at the first of `ports` that is free; 0 is
 * any. Throws InputError where the last of them is taken or not allowed, EnvironmentError where there
 * is no listening at all.
 */
export async function pageServer(
  folders: PageFolders,
  ports: readonly number[],
): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { method = '', url: target = '', headersDistinct: headers } = request;
    const { status, headers: said, body } = answerTo({ method, target, headers }, folders, port);
    response.writeHead(status, said).end(body);
  });
  const port = await firstFree(server, ports);
  return {
    address: `http://${LOOPBACK}:${port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Has the server listen at the first of these ports that it may have, and returns that. */
async function firstFree(server: Listening, ports: readonly number[]): Promise<number> {
  const [first = 0, ...others] = ports;
  try {
    return await listenAt(server, first);
  } catch (error) {
    if (others.length > 0) return firstFree(server, others);
    throw listenError(first, error);
  }
}

function listenAt(server: Listening, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as { port: number }).port);
    });
  });
}

function listenError(port: number, cause: unknown): InputError | EnvironmentError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const otherwise = 'give another by --port, or leave that out';
  if (code === 'EADDRINUSE')
    return new InputError(`port ${port} is taken by another program: ${otherwise}`, { cause });
  if (code === 'EACCES')
    return new InputError(`the system keeps port ${port} for others: ${otherwise}`, { cause });
  return new EnvironmentError(`cannot listen on ${LOOPBACK}: ${message}`, { cause });
}
