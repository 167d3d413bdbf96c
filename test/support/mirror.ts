import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { DataSet } from '../../src/data/data-set';
import { IDX } from '../../src/data/formats/idx';
import { numbered } from '../../src/images/labelled-images';
import { smallDataSet } from './idx-bytes';

/** A web server on this computer until the test ends; its address, with a slash at the end. */
export async function mirror(answer: RequestListener): Promise<string> {
  return `${await listening(createServer(answer))}/data/`;
}

/** The address of a server on this computer that listens until the test ends. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(
    () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A small data set as it would be published, and its packed files by name. */
export function published(mirrors: readonly string[] = []) {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const files = new Map<string, Buffer>();
  const declare = (name: keyof ReturnType<typeof smallDataSet>) => {
    const content = smallDataSet()[name];
    const packed = gzipSync(content);
    files.set(`${name}.gz`, packed);
    return {
      name,
      packed: { bytes: packed.length, sha256: sha256(packed) },
      content: sha256(content),
    };
  };
  const dataSet: DataSet = {
    name: 'tiny',
    about: 'a small data set',
    classNames: numbered(10),
    shape: { rows: 3, columns: 4, channels: 1 },
    format: IDX,
    files: {
      training: [declare('train-images-idx3-ubyte'), declare('train-labels-idx1-ubyte')],
      test: [declare('t10k-images-idx3-ubyte'), declare('t10k-labels-idx1-ubyte')],
    },
    mirrors,
  };
  /** Answers with the file that is asked for, after `change`. */
  const serve =
    (change: (bytes: Buffer) => Uint8Array = (bytes) => bytes): RequestListener =>
    (request, response) => {
      const bytes = files.get((request.url as string).replace('/data/', ''));
      response.statusCode = bytes ? 200 : 404;
      response.end(bytes && change(bytes));
    };
  return { dataSet, files, serve };
}
