import type { LabelledImages } from '../../data/labelled-images';
import type { Experiment } from '../../experiment/experiment';
import { onePassMultiplyAdds } from '../../learning/reading';
import { sizesOf } from '../../network/architecture';
import { watchingMultiplyAdds } from '../../perception/multiply-adds';
import { recognise, winners } from '../../perception/recognise';
import { dynamicsOf } from '../../perception/watching';
import type { StudyOptions, StudySubject } from '../subject';
import { eachFeedforward } from '../watching/feedforward-systems';
import { recogniseImages } from '../watching/recognise-images';
import { accumulatedLeads } from './accumulated-leads';
import { conditionAt } from './condition-at';
import { confidence } from './confidence';
import { OVER_TIME, READOUT, type ReactionRow } from './reaction-trials';

const MILLION = 1e6;

/** What is watched, for how long, and what is set beside it. */
export interface ReactionOptions extends StudyOptions {
  readonly steps: number;
  /** As `conditionAt` takes them. */
  readonly conditions: readonly string[];
  readonly beside: readonly string[];
}

/**
 * What a network takes each image for under each condition, after each step, with its lead and what it
 * cost; what its readout says; and what the feed-forward networks of its seed say of the same images.
 * Throws Interrupted.
 */
export async function measureReaction(
  { network, settings, seed }: StudySubject,
  images: LabelledImages,
  experiment: Experiment<ReactionOptions>,
): Promise<ReactionRow[]> {
  const { steps, conditions } = experiment.options;
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const dynamics = dynamicsOf(settings);
  const seen = conditions.map((name) => ({
    condition: name,
    changed: conditionAt(name).apply(images, experiment.seed),
  }));
  const rows: ReactionRow[] = [];
  const note = (
    about: Pick<ReactionRow, 'condition' | 'by' | 'step' | 'millions'>,
    answers: Uint8Array,
    leads?: Float32Array,
  ) => {
    for (const [image, answer] of answers.entries()) {
      const label = images.labels[image] as number;
      rows.push({ ...about, image, label, answer, lead: leads?.[image] ?? null });
    }
  };
  const onePass = onePassMultiplyAdds(architecture) / MILLION;
  const bar = experiment.progress('recognising', conditions.length);
  try {
    for (const { condition, changed } of seen) {
      const { logits, scores } = await recogniseImages(
        experiment,
        (pixels) => recognise(network, pixels, steps, dynamics),
        changed,
      );
      const about = { condition, by: READOUT, step: 0, millions: onePass };
      note(about, winners(logits, classes), confidence(logits, classes));
      const { answers, leads } = accumulatedLeads(scores, classes);
      for (const [before, ahead] of answers.entries()) {
        const step = before + 1;
        const work = { images: 1, hypotheses: classes, steps: step };
        const millions = watchingMultiplyAdds(architecture, work, dynamics.schedule) / MILLION;
        note({ condition, by: OVER_TIME, step, millions }, ahead, leads[before]);
      }
      bar.advance(1);
    }
  } finally {
    bar.done();
  }
  await eachFeedforward(seed, images, experiment, async (other) => {
    const millions = other.multiplyAdds / MILLION;
    for (const { condition, changed } of seen) {
      const recognition = await recogniseImages(experiment, other.recogniser, changed);
      note({ condition, by: other.system, step: 0, millions }, other.answers(recognition));
    }
  });
  return rows;
}
