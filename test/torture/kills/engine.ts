import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  borrowableEngine,
  engineFiles,
  pretendProject,
  tfjsNode,
  withEnginePackage,
} from '../../support/pretend-project';
import { disturb, succeeded } from '../disturb';
import { Failure } from '../failure';
import type { Part } from '../part';
import { node } from '../processes';

/** Where set-up begins: no engine; one that is damaged; one that is damaged in the cache, too. */
const STARTS = ['nothing', 'damaged', 'damaged twice'] as const;

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
    withEnginePackage(project);
    const { at, env } = project;
    const setUp = () => node([at('setup', 'setup.mjs')], folder, { env });
    const probe = () => node([at('setup', 'probe.mjs'), folder], folder, { env });
    const cache = at('cache', 'topdown', 'native-engine');
    const start = performance.now();
    succeeded('an undisturbed set-up', await setUp().ended);
    const milliseconds = performance.now() - start;
    const works = async () => {
      succeeded('the next set-up', await setUp().ended);
      succeeded('the engine', await probe().ended);
      const left = readdirSync(cache);
      if (left.length !== 1) throw new Failure(`left in the cache: ${left.join(', ')}`);
    };
    return async (random) => {
      const from = STARTS[random.integer(0, STARTS.length - 1)] as (typeof STARTS)[number];
      const inPackage = engineFiles(tfjsNode(project)).addon;
      if (from === 'nothing') {
        rmSync(at('node_modules', '.topdown'), { recursive: true, force: true });
        for (const one of [cache, inPackage]) rmSync(one, { recursive: true, force: true });
      } else {
        const [name] = readdirSync(cache);
        if (from === 'damaged twice') damage(engineFiles(path.join(cache, name as string)).addon);
        damage(inPackage);
      }
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
