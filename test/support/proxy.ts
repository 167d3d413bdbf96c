import { createServer, get, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { listening } from './mirror';

/** A proxy on this computer until the test ends: its address, and what it was asked for. */
export async function proxy(): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const passOn: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    get(request.url as string, (answer) => {
      response.writeHead(answer.statusCode as number);
      answer.pipe(response);
    });
  };
  const server = createServer(passOn).on('connect', (request, socket, head) => {
    asked.push(`${request.method} ${request.url}`);
    const { hostname, port } = new URL(`tcp://${request.url}`);
    if (hostname !== '127.0.0.1') return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const there = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    return undefined;
  });
  return { address: await listening(server), asked };
}
