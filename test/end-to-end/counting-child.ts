import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { defineScenario } from '../../src/cli/run-scenario';
import { stopIfInterrupted } from '../../src/runs/scenario';

// A scenario that does nothing for epoch after epoch, until it is told to stop: for what signals do.
export default defineScenario({
  name: 'counting',
  shows: 'That a run goes on.',
  options: {},
  async run({ run, say, signal }) {
    writeFileSync(run.file('begun'), '');
    for (let epoch = 1; ; epoch++) {
      say(`epoch ${epoch}`);
      await pause(20);
      stopIfInterrupted(signal);
    }
  },
});
