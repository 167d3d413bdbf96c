import type { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import type { Exhibit } from '../exhibits/exhibit';
import type { Experiment } from '../experiment/experiment';
import type { LearningSettings } from '../learning/settings';
import type { Network } from '../network/network';
import type { Finding } from './finding';

/** One tidy row of what was measured: a new measure is a new column, null where it has no number. */
export type StudyRow = Readonly<Record<string, string | number | boolean | null>>;

/** A recurrent network that is studied. */
export interface Subject {
  /** How the person named it. */
  readonly name: string;
  /** The seed that it was trained under. */
  readonly seed: number;
  readonly network: Network;
  /** How it learnt and, in that, how it watches. */
  readonly settings: LearningSettings;
}

/** What was measured of one network. */
export interface Measured<Row extends StudyRow> extends Pick<Subject, 'name' | 'seed'> {
  readonly rows: readonly Row[];
}

/** What every study can be told, besides its own options. */
export interface StudyOptions {
  readonly network: readonly string[];
  readonly images: number;
  readonly split: 'validation' | 'test';
}

/** The options that a study's own shape gives, and those of every study. */
export type OptionsOf<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>> & StudyOptions;

/**
 * An experiment in perception, declared: what is asked and expected, how it is measured of one
 * network, what the numbers say, and how they look. What is common to all (loading networks, images,
 * the ledger, the table, intervals, the report) is `studyScenario`.
 */
export interface Study<Shape extends z.ZodRawShape, Row extends StudyRow> {
  /** In kebab-case: the scenario's name. */
  readonly name: string;
  /** One sentence with a question mark. */
  readonly question: string;
  /** What is expected, and why, before anything was measured. */
  readonly hypothesis: string;
  readonly options: Shape;
  /** So many held-out images, unless told otherwise: the first ones. */
  readonly images: number;
  readonly examples?: readonly string[];
  /** The rows of one network. Long work calls `experiment.progress` and heeds `experiment.signal`. */
  readonly measure: (
    subject: Subject,
    images: LabelledImages,
    experiment: Experiment<OptionsOf<Shape>>,
  ) => Promise<readonly Row[]>;
  /** What the rows of all networks say of the hypothesis, whichever way it falls. */
  readonly findings: (
    measured: readonly Measured<Row>[],
    experiment: Experiment<OptionsOf<Shape>>,
  ) => readonly Finding[];
  /** How they look: an async generator, a figure after the other. */
  readonly figures: (
    measured: readonly Measured<Row>[],
    images: LabelledImages,
    experiment: Experiment<OptionsOf<Shape>>,
  ) => AsyncIterable<Exhibit>;
}
