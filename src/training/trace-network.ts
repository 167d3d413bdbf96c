import { lastValueFrom, tap } from 'rxjs';
import { z } from 'zod';
import packageJson from '../../package.json';
import { gigabytes } from '../engine/memory';
import type { LabelledImages } from '../images/labelled-images';
import { remove } from '../machine/files';
import { sizesOf } from '../network/architecture';
import { recordTrace } from '../observation/record-trace';
import { traceBytes } from '../observation/trace-arrays';
import {
  indices,
  selectTrace,
  TRACED,
  type TraceBounds,
  type TraceSelection,
} from '../observation/trace-selection';
import { dynamicsOf } from '../perception/perception-settings';
import { type Experiment, stopIfInterrupted } from '../runs/scenario';
import type { Trained } from './train-network';

const choice = z.string().min(1).meta({ value: 'choice' });

/** What of a network's states is recorded. */
export const traceOptions = {
  images: choice.default('0-9').describe('images to record, counted from 0, as in 0-9,20 or all'),
  hypotheses: choice
    .default('all')
    .describe(
      'labels to hold at the top, as in 0,7 or all; or, for each image, true, answer (what the network takes it for), none, or several of these',
    ),
  layers: choice.default('all').describe('hidden layers to record, counted from 1'),
  units: choice.default('all').describe('units to record, as in 0-49, or by layer: 1:0-49;2:all'),
  atSteps: choice.default('all').describe('time steps to record, as in 0,3-5 (0: bottom-up pass)'),
  variables: z
    .array(z.enum(TRACED))
    .min(1)
    .max(100)
    .default(['activity', 'goodness'])
    .describe(`what to record: ${TRACED.join(', ')}`)
    .meta({ value: 'names' }),
};

export type TraceOptions = z.output<z.ZodObject<typeof traceOptions>>;

/** What a trace holds, for a report. */
export interface TraceReport {
  readonly folder: string;
  readonly images: number;
  readonly hypotheses: number;
  readonly steps: number;
  /** Before compression. */
  readonly bytes: number;
}

/** A trace of more bytes is announced: Ctrl-C stops it before the disk is full. */
const SAID = 1e9;

/** Places of the images that the options choose from a set. Throws InputError for what is not there. */
export function tracedImages(
  { images }: Pick<TraceOptions, 'images'>,
  set: LabelledImages,
): readonly number[] {
  return indices(images, { what: 'image', where: '', first: 0, last: set.count - 1 });
}

/**
 * What the options choose of a network of these sizes, watched for so many steps, on these images.
 * Throws InputError for a choice of what is not there: ask before the network is trained.
 */
export function tracedOf(
  { atSteps, ...chosen }: TraceOptions,
  images: LabelledImages,
  { sizes, steps }: Pick<TraceBounds, 'sizes' | 'steps'>,
): TraceSelection {
  return selectTrace({ ...chosen, steps: atSteps }, { images: images.count, sizes, steps });
}

/**
 * Records a network's states on some images into `traces.zarr` of the run's folder. What an
 * earlier, interrupted attempt of the same run left there is replaced.
 * Throws InputError for a choice of what is not there, EnvironmentError, Interrupted.
 */
export async function traceNetwork(
  { run, say, progress, signal }: Experiment<unknown>,
  options: TraceOptions,
  { network, settings }: Trained,
  images: LabelledImages,
): Promise<TraceReport> {
  const sizes = sizesOf(network.architecture);
  const selection = tracedOf(options, images, { sizes, steps: settings.steps });
  const bytes = traceBytes(selection);
  if (bytes > SAID) say(`recording ${gigabytes(bytes)} before compression`);
  const folder = run.file('traces.zarr');
  remove(folder);
  const bar = progress('recording', selection.images.length);
  let recorded = 0;
  const trace = recordTrace(network, images, selection, folder, {
    title: `Activity traces of ${images.name}`,
    version: packageJson.version,
    seed: settings.seed,
    window: settings.window,
    dynamics: dynamicsOf(settings),
  });
  const watched = trace.pipe(
    tap((done) => {
      stopIfInterrupted(signal);
      const note = done.answered === undefined ? undefined : `${done.answered} answers found`;
      bar.advance(done.images - recorded, note);
      recorded = done.images;
    }),
  );
  try {
    await lastValueFrom(watched);
  } finally {
    bar.done();
  }
  return {
    folder,
    images: selection.images.length,
    hypotheses: selection.hypotheses.length,
    steps: selection.steps.length,
    bytes,
  };
}
