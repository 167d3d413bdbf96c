import type { z } from 'zod';
import type { LearningSettings } from '../learning/settings';
import type { Architecture } from '../network/architecture';
import type { Network } from '../network/network';
import type { Images } from '../runs/images';
import type { Experiment } from '../runs/scenario';

/** A recurrent network that is studied. */
export interface StudySubject {
  /** How the person named it. */
  readonly name: string;
  /** The seed that it was trained under. */
  readonly seed: number;
  readonly network: Network;
  /** How it learnt and, in that, how it watches. */
  readonly settings: LearningSettings;
}

/** What is known of a network before it is measured: how it is built, how it learnt and how it watches. */
export interface SubjectAbout extends Pick<StudySubject, 'name' | 'settings'> {
  readonly architecture: Architecture;
}

/** A network to be studied, before it is there. */
export interface PlannedSubject {
  /** As in `StudySubject`; no two of a study have the same. */
  readonly name: string;
  /** SHA-256 of its file; undefined where it is trained in the same run. */
  readonly sha256?: string;
  /** Loads or trains it. Whoever calls disposes of its tensors. */
  readonly make: () => Promise<StudySubject>;
  /**
   * Whether `make` will do, and what the network will be: asked of all before one is measured or
   * anything written. Throws InputError.
   */
  readonly look: () => Promise<SubjectAbout>;
}

/** What every study can be told, besides its own options. */
export interface StudyOptions {
  readonly images: number;
  readonly split: 'validation' | 'test';
}

/** Where the networks of a study come from, and what can be said about that. */
export interface SubjectSource<Shape extends z.ZodRawShape> {
  readonly options: Shape;
  readonly plan: (
    experiment: Experiment<z.output<z.ZodObject<Shape>> & StudyOptions>,
    images: Images,
  ) => readonly PlannedSubject[];
}
