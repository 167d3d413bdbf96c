import { setImmediate } from 'node:timers/promises';
import type { LabelledImages } from '../../data/labelled-images';
import type { Surroundings } from '../../experiment/experiment';
import { stopIfInterrupted } from '../../experiment/interrupted';
import { sizesOf } from '../../network/architecture';
import type { PerceptionState } from '../../perception/state';
import { dynamicsOf } from '../../perception/watching';
import { drawnBy } from '../measures/drawn-by';
import { pictureText } from '../measures/picture-text';
import type { StudySubject } from '../subject';
import { stillVideos } from '../watching/still-videos';
import { watchVideo } from '../watching/watch-video';
import { imageryOfState } from './imagery-of-state';
import type { ImageryRow } from './imagery-rows';
import { type ImageryTrials, imageryTrials } from './imagery-trials';
import { inkOf } from './ink-of';
import { perceived } from './perceived';

/** Drawings of one step as images, under the labels that they were drawn for. */
export interface Drawn extends ImageryTrials {
  readonly step: number;
}

/** Trials watched at once, about. */
const AT_ONCE = 500;

/**
 * What a network makes of labels that are held over blank pictures, noise and scrambled images, and of
 * the images themselves under their labels; see `ImageryRow`. `drawn` are its drawings at the last
 * step of its window, for others to look at. Throws Interrupted.
 */
export async function measureImagery(
  { network, settings }: Pick<StudySubject, 'network' | 'settings'>,
  { images, training }: { readonly images: LabelledImages; readonly training: LabelledImages },
  seed: number,
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<{ readonly rows: ImageryRow[]; readonly drawn: readonly Drawn[] }> {
  const seeing = perceived(network, training);
  const rows: ImageryRow[] = seeing.pictures.map((picture, label) => ({
    ...{ kind: 'picture', shows: 'mean image', label, step: 0 },
    picture: pictureText(picture),
  }));
  rows.push({ kind: 'window', step: settings.window.last });
  const drawn: Drawn[] = [];
  const all = imageryTrials(images, seed);
  const total = all.reduce((sum, { trials }) => sum + trials.count, 0);
  const bar = progress('imagining', total);
  try {
    for (const one of all) {
      const pixels = new Uint8Array(one.trials.pixels.length);
      const step = settings.window.last;
      drawn.push({ ...one, step, trials: { ...one.trials, pixels } });
      const most = one.together * Math.ceil(AT_ONCE / one.together);
      for (const video of stillVideos(one.trials, settings.steps, most)) {
        stopIfInterrupted(signal);
        const { labels, start } = video;
        const see = (state: PerceptionState) => {
          const drawings = drawnBy(network, state);
          const ink = inkOf(drawings, sizesOf(network.architecture).pixels);
          const some = { ...one, labels, start, drawings, ink };
          rows.push(...imageryOfState(network, state, some, seeing));
          if (state.step === step)
            pixels.set(
              ink.map((value) => Math.round(255 * value)),
              start * sizesOf(network.architecture).pixels,
            );
        };
        const dynamics = dynamicsOf(settings);
        watchVideo(network, { ...video, held: () => labels }, see, { dynamics });
        bar.advance(labels.length);
        await setImmediate();
      }
    }
  } finally {
    bar.done();
  }
  return { rows, drawn };
}
