import type { ObjectStore } from '../../src/store/object-store';

/** A store in memory, whose clock a test moves. */
export interface MemoryStore extends ObjectStore {
  readonly objects: Map<string, { bytes: Uint8Array; readonly written: number }>;
  /** Lets so many seconds go by. */
  readonly wait: (seconds: number) => void;
}

/** A store that keeps nothing on a disk; `before` is asked before each request, and may throw. */
export function memoryStore(before: (name: string) => void = () => undefined): MemoryStore {
  const objects: MemoryStore['objects'] = new Map();
  let now = 0;
  const put = async (name: string, bytes: Uint8Array) => {
    before(name);
    objects.set(name, { bytes: Uint8Array.from(bytes), written: now });
  };
  return {
    ...{ said: 's3://memory', objects, put },
    wait(seconds) {
      now += seconds;
    },
    async get(name) {
      before(name);
      const found = objects.get(name);
      return found && { bytes: found.bytes, quiet: now - found.written };
    },
    async has(name) {
      before(name);
      return objects.has(name);
    },
    async putNew(name, bytes) {
      if (objects.has(name)) return Buffer.from(bytes).equals(objects.get(name)?.bytes ?? bytes);
      await put(name, bytes);
      return true;
    },
    async remove(name) {
      before(name);
      objects.delete(name);
    },
  };
}
