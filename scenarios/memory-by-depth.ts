import { z } from 'zod';
import { commonShape } from '../src';
import { memoryTable } from '../src/experiments/memory-by-depth/figures';
import { depthsOption, memoryByDepth } from '../src/experiments/memory-by-depth/memory-by-depth';
import { defineScenario, imagesOf } from '../src/public/experiments';

export default defineScenario({
  name: 'memory-by-depth',
  shows:
    'Measures the memory that training takes as networks get deeper: by Forward-Forward, layer by layer and with all layers at once, and by backpropagation, each in a process of its own.',
  kind: 'experiment',
  options: {
    depths: depthsOption,
    units: z.int().min(1).max(100_000).default(500).describe('units of each hidden layer'),
    // So many that a layer's activity takes more memory than its weights: of 500 units, 2 MB against 1 MB.
    batch: commonShape.batch.default(1000),
  },
  examples: ['--depths 2,4,8 --units 200', '--data-set drawn-digits', '--batch 4000', '--resume'],
  async run(experiment) {
    const division = { split: 'validation', orDrawnDigits: true } as const;
    const { training } = await imagesOf(experiment, division);
    const { cells } = await memoryByDepth(experiment, training);
    experiment.say(memoryTable(cells));
    return { cells };
  },
});
