import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import { s3 } from '../../src/store/s3';
import { storeAddress } from '../../src/store/store-address';
import { listening } from '../support/mirror';

/** What is said to be a store, but answers whatever it is asked with this. */
async function answering(status: number) {
  const server = createServer((_, answer) => answer.writeHead(status).end('default backend'));
  const who = { AWS_ACCESS_KEY_ID: 'who', AWS_SECRET_ACCESS_KEY: 'secret' };
  const AWS_ENDPOINT_URL = await listening(server);
  return s3(storeAddress('s3://runs', { ...who, AWS_ENDPOINT_URL }));
}

it('takes “not there” for an answer to questions, and for a refusal of what is written', async () => {
  const store = await answering(404);
  expect(await store.has('a')).toBe(false);
  expect(await store.get('a', 10)).toBeUndefined();
  await store.remove('a');
  for (const write of [store.put, store.putNew]) {
    const refused = await write('a', Buffer.from('1')).catch((error) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect(refused.message).toMatch(/refuses: HTTP 404\. Are AWS_ENDPOINT_URL, /);
  }
});

it('takes “another was there before” for an answer only where that was asked', async () => {
  const store = await answering(412);
  for (const ask of [() => store.put('a', Buffer.from('1')), () => store.has('a')])
    await expect(ask()).rejects.toThrow('refuses: HTTP 412');
});
