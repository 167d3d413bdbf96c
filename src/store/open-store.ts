import { randomUUID } from 'node:crypto';
import { InputError } from '../input/errors';
import type { ObjectStore } from './object-store';
import { s3 } from './s3';
import { storeAddress } from './store-address';

/** What it is found out by whether a store keeps what was written first. */
const TRIED = 'keeps-the-first';

/**
 * Opens the store of an address such as `s3://bucket/prefix`, and makes sure that it may be read and written, and
 * that it lets a name be written once. Throws InputError where it does not, StoreAway where it is out of reach.
 */
export async function openStore(text: string): Promise<ObjectStore> {
  const store = await s3(storeAddress(text));
  const word = () => Buffer.from(`${randomUUID()}\n`);
  await store.putNew(TRIED, word());
  if (await store.putNew(TRIED, word()))
    throw new InputError(
      `the store ${store.said} writes over what is there though it is asked not to (If-None-Match): two workers could not be kept apart; use another store, or a newer version of it`,
    );
  return store;
}
