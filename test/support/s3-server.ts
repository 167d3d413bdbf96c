import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { ObjectStore } from '../../src/store/object-store';
import { s3 } from '../../src/store/s3';
import { storeAddress } from '../../src/store/store-address';
import { freePort } from './free-port';

const python = process.env['TOPDOWN_PYTHON'];

/** Whether a server that speaks as S3 does can be had on this machine. */
export const hasS3 =
  python !== undefined &&
  spawnSync(python, ['-c', 'import flask_cors, moto.server'], { stdio: 'ignore' }).status === 0;

/** A server of S3 of its own, on loopback, that keeps all in memory, with a bucket. */
export interface OwnS3 {
  /** What a program gives to speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly address: string;
  /** Sends it a signed request. */
  readonly ask: (name: string, init?: RequestInit) => Promise<Response>;
  /** The program's own way to it. */
  readonly open: () => Promise<ObjectStore>;
  readonly kill: () => Promise<void>;
}

const BUCKET = 'runs-of-all';

/** Starts one; `refuses`: whoever asks. */
export async function startS3({ refuses = false, secret = 'secret' } = {}): Promise<OwnS3> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(
    python as string,
    ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`],
    {
      stdio: 'ignore',
      cwd: tmpdir(),
      env: { ...process.env, ...(refuses && { INITIAL_NO_AUTH_ACTION_COUNT: '0' }) },
    },
  );
  const id = 'who-asks';
  const client = new AwsClient({
    ...{ accessKeyId: id, secretAccessKey: secret, service: 's3', region: 'us-east-1', retries: 0 },
  });
  const ask = (name: string, init: RequestInit = {}) =>
    client.fetch(`${endpoint}/${BUCKET}/${name}`, init);
  for (let left = 600; left > 0; left--) {
    const answer = await ask('', { method: 'PUT' }).catch(() => undefined);
    if (answer) break;
    await pause(50);
  }
  const environment = {
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret },
    AWS_REGION: 'us-east-1',
  };
  const address = `s3://${BUCKET}/sweeps`;
  return {
    ...{ environment, address, ask },
    open: () => s3(storeAddress(address, environment)),
    async kill() {
      const gone = server.exitCode === null && server.signalCode === null && once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
  };
}
