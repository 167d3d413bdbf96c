import { z } from 'zod';
import { defineScenario } from '../../src/public/experiments';

export default defineScenario({
  name: 'own',
  shows: 'That anyone can write one.',
  options: { times: z.int().min(1).default(2).describe('what the seed is multiplied by') },
  run: async ({ seed, options }) => ({ product: seed * options.times }),
});
