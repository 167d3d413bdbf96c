import { beforeAll } from 'vitest';
import { startEngine } from '../../src/engine/backend';

// Every test file computes on the engine that the program would choose.
beforeAll(async () => {
  await startEngine();
});
