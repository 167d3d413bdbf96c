import { EnvironmentError } from '../input/errors';

/** A store does not answer, or not as it should: it may the next time. */
export class StoreAway extends EnvironmentError {}

/** What lies in a store under a name. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  /** Seconds since it was written, by the store's own clock. */
  readonly quiet: number;
}

/**
 * A place of named bytes that many machines reach. Names are words with slashes between them. All of it throws
 * StoreAway, and InputError where the store refuses.
 */
export interface ObjectStore {
  /** Its address, for people. */
  readonly said: string;
  /** Undefined where there is nothing of that name. Throws where it has more than `most` bytes. */
  readonly get: (name: string, most: number) => Promise<StoredObject | undefined>;
  readonly has: (name: string) => Promise<boolean>;
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Writes where nothing was, for one alone; false where something else was, which stays. */
  readonly putNew: (name: string, bytes: Uint8Array) => Promise<boolean>;
  readonly remove: (name: string) => Promise<void>;
}
