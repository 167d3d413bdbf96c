import type { Figure } from '../charts/figure';
import type { LabelledImages } from '../images/labelled-images';
import { first } from '../images/split';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { reachesDown } from '../observation/fields';
import { measureSpread } from '../observation/measure-spread';
import type { WatchedImage } from '../observation/watched-image';
import type { PerceptionSettings } from '../perception/perception-settings';
import { activityMap } from './activity-map';
import { drawGenerativeFields } from './fields';
import { goodnessBySteps } from './goodness-by-step';
import { goodnessSpread } from './goodness-spread';
import { statePath } from './state-path';

/** Images over which goodness is spread. */
const SPREAD = 500;

/**
 * Figures of how a recurrent network watches: one image closely, then many, then its weights. `stop`
 * may throw, to break off what takes long.
 */
export async function* watchedFigures(
  network: Network,
  images: LabelledImages,
  watched: WatchedImage,
  perception: PerceptionSettings,
  stop?: () => void,
): AsyncGenerator<Figure> {
  yield goodnessBySteps(watched, perception.window);
  yield activityMap(watched, perception.window);
  yield statePath(watched, sizesOf(network.architecture).hidden.length);
  const some = first(images, Math.min(SPREAD, images.count));
  yield goodnessSpread(await measureSpread(network, some, perception, stop));
  if (reachesDown(network)) yield drawGenerativeFields(network, images);
}
