import * as zarrita from 'zarrita';
import packageJson from '../../../package.json';
import type { Looks } from '../../images/looks';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { traceAbout } from '../../observation/trace-about';
import type { TraceDeclaration } from '../../observation/trace-arrays';
import { isWord, NONE_HELD, WORD_CODES } from '../../observation/trace-hypotheses';
import { selectTrace, type TraceSelection } from '../../observation/trace-selection';
import { traceZip } from '../../observation/trace-zip';
import { dynamicsOf, type Window } from '../../perception/perception-settings';
import { type PerceptionState, release, retain } from '../../perception/state';
import { labelAtTop, type Scene } from '../scene/scene';
import { watchStates } from './scene-states';

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
  const images = { ...looks, name: 'the page' };
  const about = traceAbout(network, images, {
    title: 'A scene of the page',
    description: `What a network did with a scene of the page. Image ${UNKNOWN} has no known label.`,
    version: packageJson.version,
    ...{ window, dynamics: dynamicsOf(scene) },
  });
  const bounds = { images: 1, sizes: sizesOf(network.architecture), steps: scene.shown.length - 1 };
  const selection = { ...selectTrace({}, bounds), ...hypothesesOf(scene) };
  const declared = { selection, labels: [label], about, ...heldIn(scene, selection) };
  const trace = await traceZip(declared, zarrita);
  const states: PerceptionState[] = [];
  try {
    watchStates(network, scene, (state) => states.push(retain(state)));
    for (const state of states) await trace.write(0, state);
  } finally {
    for (const state of states) release(state);
  }
  return trace.finish();
}

/**
 * The hypothesis of a scene in which labels are not all tried: the label that is held once there is a picture, if
 * there ever is one; none, where none is.
 */
function hypothesesOf({ tops, shown }: Scene): Partial<Pick<TraceSelection, 'hypotheses'>> {
  if (tops.includes('every')) return {};
  const pictured = Math.max(
    0,
    shown.findIndex((at) => at !== undefined),
  );
  const held = tops.slice(pictured).findLast((top) => typeof top === 'number');
  return { hypotheses: [held ?? WORD_CODES.none] };
}

/** What a trace says of the labels at the top, beside its hypotheses. */
function heldIn(
  scene: Scene,
  { hypotheses, steps }: TraceSelection,
): Pick<TraceDeclaration, 'held' | 'heldBySteps'> {
  const all = hypotheses.flatMap((_, hypothesis) =>
    steps.map((step) => labelAtTop(scene, step, hypothesis) ?? NONE_HELD),
  );
  return {
    ...(hypotheses.some(isWord) && { held: Int32Array.of(NONE_HELD) }),
    ...(new Set(scene.tops).size > 1 && { heldBySteps: Int32Array.from(all) }),
  };
}
