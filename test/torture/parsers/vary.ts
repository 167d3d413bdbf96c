import { loadScenario } from '../../../src/cli/find-scenario';
import { planSweep } from '../../../src/cli/sweep/plan-sweep';
import { sweepCommandLine } from '../../../src/cli/sweep/sweep-options';
import type { Parser } from '../parser';
import { damageTyped, typedFiles, typedWords } from './options';

const TYPED = [
  'recurrent-mnist --vary damping=0:0.9:0.1 --seeds 3 --epochs 5',
  'recurrent-mnist --vary hidden=20+20,50+50 --vary epochs=1,5 --seeds 1,5,9 --measure validation.goodness',
  'label-in-image --vary rate=1e-3:1e-2:1e-3 --vary momentum=0:0.9:0.3 --workers 2 --dry-run',
];

/** What a sweep varies: the plan of its jobs. */
const parser: Parser = {
  name: 'vary',
  sound: () => typedFiles(TYPED),
  damage: damageTyped,
  read(folder) {
    const [name = '', ...words] = typedWords(folder);
    const scenario = loadScenario(name);
    const command = sweepCommandLine(scenario, `topdown sweep ${name}`);
    command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    command.parse(words, { from: 'user' });
    planSweep(scenario, command);
  },
};

export default parser;
