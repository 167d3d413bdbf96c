import * as zarrita from 'zarrita';
import packageJson from '../../../package.json';
import type { Looks } from '../../images/looks';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { traceAbout } from '../../observation/trace-about';
import { selectTrace } from '../../observation/trace-selection';
import { traceZip } from '../../observation/trace-zip';
import type { Window } from '../../perception/perception-settings';
import { synchronous } from '../../perception/schedule';
import { type PerceptionState, release, retain } from '../../perception/state';
import type { Scene } from '../scene/scene';
import { watchStates } from './watch';

/** What else a trace says of a scene. */
export interface TraceOf {
  readonly looks: Looks;
  readonly window: Window;
  /** The true label; undefined where it is not known. */
  readonly label: number | undefined;
}

const UNKNOWN = -1;

/** What a network does with a scene as a Zarr store in a zip (`traceZip`). Throws InputError. */
export async function traceScene(
  network: Network,
  scene: Scene,
  { looks, window, label = UNKNOWN }: TraceOf,
): Promise<Uint8Array> {
  const { damping, tops, shown } = scene;
  const images = { ...looks, name: 'the page' };
  const held = tops.includes('every') ? undefined : tops.find((top) => typeof top === 'number');
  const about = traceAbout(network, images, {
    title: 'A scene of the page',
    description: `What a network did with a scene of the page. Image ${UNKNOWN} has no known label.`,
    version: packageJson.version,
    ...{ window, dynamics: { damping, schedule: synchronous } },
  });
  const selection = selectTrace(held === undefined ? {} : { hypotheses: [held] }, {
    ...{ images: 1, sizes: sizesOf(network.architecture), steps: shown.length - 1 },
  });
  const trace = await traceZip({ selection, labels: [label], about }, zarrita);
  const states: PerceptionState[] = [];
  try {
    watchStates(network, scene, (state) => states.push(retain(state)));
    for (const state of states) await trace.write(0, state);
  } finally {
    for (const state of states) release(state);
  }
  return trace.finish();
}
