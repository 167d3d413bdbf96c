import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { defineScenario } from '../../src/cli/run-scenario';
import { InputError } from '../../src/input/errors';
import { stopIfInterrupted } from '../../src/runs/scenario';

// A scenario that ends as it is told, for sweeps that are to go wrong.
export default defineScenario({
  name: 'endings',
  shows: 'How a run ends.',
  options: {
    ending: z.enum(['well', 'badly', 'never']).default('well').describe('how it ends'),
  },
  async run({ options, run, signal }) {
    writeFileSync(run.file('begun'), '');
    if (options.ending === 'badly') throw new InputError('it was to end badly');
    while (options.ending === 'never') {
      await pause(20);
      stopIfInterrupted(signal);
    }
    return { validation: { goodness: 1 } };
  },
});
