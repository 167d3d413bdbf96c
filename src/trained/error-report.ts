import { lastValueFrom, type Observable, reduce, tap } from 'rxjs';
import { z } from 'zod';
import type { LabelledImages } from '../images/labelled-images';
import { limited } from '../input/limits';
import type { Network } from '../network/network';
import { type Evaluation, evaluate, joinEvaluations } from '../perception/evaluate';
import type { PerceptionSettings } from '../perception/perception-settings';
import { type Surroundings, stopIfInterrupted } from '../runs/scenario';
import { errorShare, type Share } from '../statistics/wilson';

/** How often a network was wrong on some images, in per cent. */
export interface ErrorReport {
  readonly images: number;
  /** By the score of each label, accumulated over the window: in Forward-Forward its goodness. */
  readonly goodness?: number | undefined;
  /** By the one-pass readout. */
  readonly readout: number;
  /** By the score at one step alone, from step 1. */
  readonly byStep: readonly number[];
  /** 95 % Wilson intervals. */
  readonly intervals: {
    readonly goodness?: Interval | undefined;
    readonly readout: Interval;
  };
}

/** The interval that holds the true share, in per cent. */
export type Interval = Pick<Share, 'low' | 'high'>;

const interval = z.object({ low: z.number(), high: z.number() });

/** Such a report as a record holds it. */
export const errorReportSchema = z.object({
  images: z.int(),
  goodness: z.number().optional(),
  readout: z.number(),
  byStep: limited(z.array(z.number()), 1000), // as many as there can be steps
  intervals: z.object({ goodness: interval.optional(), readout: interval }),
}) satisfies z.ZodType<ErrorReport>;

export function errorReport({ labels, goodness, readout, byStep }: Evaluation): ErrorReport {
  const intervalOf = ({ low, high }: Share) => ({ low, high });
  const onePass = errorShare(readout, labels);
  const report = {
    images: labels.length,
    readout: onePass.percent,
    byStep: byStep.map((answers) => errorShare(answers, labels).percent),
    intervals: { readout: intervalOf(onePass) },
  };
  if (!goodness) return report;
  const tried = errorShare(goodness, labels);
  return {
    ...report,
    goodness: tried.percent,
    intervals: { ...report.intervals, goodness: intervalOf(tried) },
  };
}

type Waiting = Pick<Surroundings, 'progress' | 'signal'>;

/** A recurrent network's answers to all of these images, with progress. Throws Interrupted. */
export async function judge(
  waiting: Waiting,
  network: Network,
  images: LabelledImages,
  perception: PerceptionSettings,
): Promise<Evaluation> {
  return collect(waiting, images, evaluate(network, images, perception));
}

/** The answers to all of these images, put together from `parts`, with progress. Throws Interrupted. */
export async function collect(
  { progress, signal }: Waiting,
  images: LabelledImages,
  parts: Observable<Evaluation>,
): Promise<Evaluation> {
  const bar = progress(`recognising ${images.name}`, images.count);
  const all = parts.pipe(
    tap((part) => {
      stopIfInterrupted(signal);
      bar.advance(part.labels.length);
    }),
    reduce(joinEvaluations),
  );
  try {
    return await lastValueFrom(all);
  } finally {
    bar.done();
  }
}
