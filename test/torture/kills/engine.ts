import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  borrowableEngine,
  engineFiles,
  pretendProject,
  withNativeParts,
} from '../../support/pretend-project';
import { disturb, succeeded, undisturbedTime } from '../disturb';
import { Failure } from '../failure';
import type { Part } from '../part';
import { node } from '../processes';

/** Where set-up begins: no engine; one that is damaged. */
const STARTS = ['nothing', 'damaged'] as const;

/** The installation of the native engine in a pretend project, with pretend tools. */
export const killedEngine: Part = {
  name: 'kills/engine',
  promises: 'an installation that is ended leaves nothing that the next one does not mend',
  unit: 'kills',
  share: 2,
  lacks: () => (borrowableEngine ? undefined : 'there is no engine made from wheels to borrow'),
  async begin(ground) {
    const folder = path.join(ground.folder, 'project');
    mkdirSync(folder);
    const project = pretendProject(folder);
    withNativeParts(project);
    const { at, env } = project;
    const setUp = () => node([at('setup', 'setup.mjs')], folder, { env });
    const probe = () => node([at('setup', 'probe.mjs'), project.engine], folder, { env });
    const cache = at('cache', 'topdown', 'native-engine');
    const milliseconds = await undisturbedTime('set-up', setUp());
    const works = async () => {
      succeeded('the next set-up', await setUp().ended);
      succeeded('the engine', await probe().ended);
      const left = readdirSync(cache).filter((name) => !name.endsWith('.json'));
      if (left.length !== 1) throw new Failure(`left in the cache: ${left.join(', ')}`);
    };
    return async (random) => {
      const from = STARTS[random.integer(0, STARTS.length - 1)] as (typeof STARTS)[number];
      if (from === 'nothing') rmSync(cache, { recursive: true, force: true });
      else damage(engineFiles(project).addon);
      const { how } = await disturb(setUp(), random, milliseconds);
      await works();
      return how ? [how] : [];
    };
  },
};

/** Half a file in place of the whole one, which is shared with the real engine. */
function damage(file: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, 'half a fi');
}
