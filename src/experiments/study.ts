import type { z } from 'zod';
import type { Figure } from '../charts/figure';
import type { LabelledImages } from '../images/labelled-images';
import type { PerceptionSettings } from '../perception/perception-settings';
import type { Experiment } from '../runs/scenario';
import type { Claim } from './finding';
import type { NamedNetworks } from './named-networks';
import type { StudyOptions, StudySubject, SubjectAbout, SubjectSource } from './subject';

/** One tidy row of what was measured: a new measure is a new column, null where it has no number. */
export type StudyRow = Readonly<Record<string, string | number | boolean | null>>;

/** What was measured of one network. */
export interface Measured<Row extends StudyRow> extends Pick<StudySubject, 'name' | 'seed'> {
  /** How it has learnt to watch, whatever else a study tries: its own window, steps, damping and schedule. */
  readonly perception: PerceptionSettings;
  readonly rows: readonly Row[];
}

/** What was measured of all networks, one after the other. */
export type AllMeasured<Row extends StudyRow> = readonly Measured<Row>[];

/** The options that a study's own shape gives, and those of every study. */
export type OptionsOf<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>> & StudyOptions;

/** What a study of these options was asked, as figures say it. */
export type Asked<Shape extends z.ZodRawShape> = Pick<Experiment<OptionsOf<Shape>>, 'options'>;

/**
 * A question asked of trained networks, declared: what is asked and expected, how it is measured of one
 * network, what the numbers say, and how they look. What is common to all (loading networks, images,
 * the ledger, the table, intervals, the report) is `studyScenario`.
 */
export interface Study<
  Shape extends z.ZodRawShape,
  Row extends StudyRow,
  Given extends z.ZodRawShape = NamedNetworks,
> {
  /** In kebab-case: the scenario's name. */
  readonly name: string;
  /** One sentence with a question mark. */
  readonly question: string;
  /** What is expected, and why, before anything was measured. */
  readonly hypothesis: string;
  readonly options: Shape;
  /** So many held-out images, unless told otherwise, drawn at random under the run's seed. */
  readonly images: number;
  readonly examples?: readonly string[];
  /** Where its networks come from; the person names trained ones unless told. */
  readonly networks?: SubjectSource<Given>;
  /**
   * Throws InputError where it cannot be measured of these images, by these options, in these
   * networks: asked before one is measured or anything written.
   */
  readonly look?: (
    images: LabelledImages,
    experiment: Experiment<OptionsOf<Shape & Given>>,
    networks: readonly SubjectAbout[],
  ) => Promise<void> | void;
  /**
   * The rows of one network; `training` are the images that none of `images` is among. Long work calls
   * `experiment.progress` and heeds `experiment.signal`.
   */
  readonly measure: (
    subject: StudySubject,
    images: LabelledImages,
    experiment: Experiment<OptionsOf<Shape & Given>>,
    training: LabelledImages,
  ) => Promise<readonly Row[]>;
  /**
   * What was expected, and what the rows of all networks hold of it; the findings follow. A claim of
   * which some network has no values is left out.
   */
  readonly claims: (
    measured: AllMeasured<Row>,
    experiment: Experiment<OptionsOf<Shape & Given>>,
  ) => readonly Claim[];
  /** How they look: an async generator, a figure after the other. */
  readonly figures: (
    measured: AllMeasured<Row>,
    images: LabelledImages,
    experiment: Experiment<OptionsOf<Shape & Given>>,
  ) => AsyncIterable<Figure>;
}

/** `1000 images (mnist test), 3 networks`: what a caption begins with. */
export function seenInWords(
  { count, name }: Pick<LabelledImages, 'count' | 'name'>,
  measured: readonly unknown[],
): string {
  return `${count} images (${name}), ${networksInWords(measured)}`;
}

/** `3 networks` */
export function networksInWords({ length }: Pick<readonly unknown[], 'length'>): string {
  return `${length} network${length === 1 ? '' : 's'}`;
}
