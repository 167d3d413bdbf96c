import * as tf from '../../src/engine/ops';
import { tidy } from '../../src/engine/tidy';
import { gather } from '../../src/images/batches';
import { imageSize, type LabelledImages } from '../../src/images/labelled-images';
import type { Network } from '../../src/network/network';
import { statesAtPace } from '../../src/observation/states-at-pace';
import { type TraceSettings, traceAbout } from '../../src/observation/trace-about';
import type { TraceSelection } from '../../src/observation/trace-selection';
import type { Zarrita } from '../../src/observation/trace-writer';
import { traceZip } from '../../src/observation/trace-zip';
import { everyLabel, frameFor } from '../../src/perception/frame';
import { PAPER_DYNAMICS } from '../../src/perception/step';

/** A zip of the trace of a network that watches the chosen images under every label. */
export async function zippedTrace(
  zarrita: Zarrita,
  network: Network,
  images: LabelledImages,
  selection: TraceSelection,
  settings: TraceSettings,
): Promise<Uint8Array> {
  const labels = selection.images.map((image) => images.labels[image] as number);
  const about = traceAbout(network, images, settings);
  const trace = await traceZip({ selection, labels, about }, zarrita);
  const steps = Math.max(...selection.steps);
  for (let first = 0; first < labels.length; first += trace.images) {
    const { pixels } = gather(images, selection.images.slice(first, first + trace.images));
    const shown = tidy(() =>
      frameFor(
        network,
        tf.tensor2d(pixels, [pixels.length / imageSize(images), imageSize(images)]),
        everyLabel(images.classes),
      ),
    );
    for (const state of statesAtPace(network, shown, steps, PAPER_DYNAMICS))
      await trace.write(first, state);
    tf.dispose([shown.pixels, shown.label]);
  }
  return trace.finish();
}
