import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { InputError } from '../../src';
import { defineScenario } from '../../src/public/experiments';

export default defineScenario({
  name: 'failing',
  shows: 'How a run fails, and one that leaves no room for its report.',
  options: {
    begin: z.boolean().default(false).describe('write something before'),
    spoil: z.boolean().default(false).describe('put a folder where the report goes'),
  },
  async run({ run, options }) {
    if (options.begin) run.file('something');
    if (options.spoil) mkdirSync(run.file('report.html'));
    throw new InputError('there is nothing <to> do');
  },
});
