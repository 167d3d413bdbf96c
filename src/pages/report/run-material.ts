import path from 'node:path';
import { z } from 'zod';
import { InputError, inShort } from '../../input/errors';
import { readJson } from '../../machine/read-json';
import { namesIn, readIfThere, within } from '../../machine/read-whole';
import { readWatched, type WatchedFile } from '../../observation/watched-file';
import { commandOf } from '../../runs/command-of';
import type { RunFolder } from '../../runs/run-folder';
import { type PublishedRecord, publishedRecord } from '../../runs/run-record';

/** Bytes of a trace's root at the most. */
const LARGEST_ROOT = 2 ** 20;

/** A figure of a run, and what an SVG file of it holds. */
export interface DrawnFigure {
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly svg: string;
}

/** All that a report of a run is made from. */
export interface RunMaterial {
  /** Of its folder. */
  readonly name: string;
  readonly record: PublishedRecord;
  /** What a person types for the same run, on the same machine. */
  readonly command: string;
  readonly figures: readonly DrawnFigure[];
  /** What could not be shown, and why: a sentence each. */
  readonly leftOut: readonly string[];
  /** What the network did with some images, where it was watched. */
  readonly watched: WatchedFile | undefined;
  /** What is in its folder, by name. */
  readonly files: readonly string[];
  /** Whether its trace, if there is one, came to its end. */
  readonly traceComplete: boolean;
}

/**
 * Reads a run's folder. Figures whose files are gone are left out; what is damaged, or leads out of
 * the folder, is left out too, and the report says so.
 */
export function runMaterial(run: RunFolder): RunMaterial {
  const record = publishedRecord(run.record());
  const leftOut: string[] = [];
  const orLeftOut = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      leftOut.push(
        error.message.replaceAll(run.path + path.sep, '').replaceAll(run.path, 'the run'),
      );
      return undefined;
    }
  };
  const watched = orLeftOut(() => readWatched(run.file('watched.json')));
  const figures = (record.figures ?? []).flatMap(({ file, title, caption }) => {
    const svg = orLeftOut(() => figureFile(run, file))?.svg;
    return svg === undefined ? [] : [{ name: path.basename(file, '.svg'), title, caption, svg }];
  });
  return {
    name: path.basename(path.resolve(run.path)),
    ...{ record, command: commandOf(run.record()), figures, leftOut },
    watched: watched && watched.images.length > 0 ? watched : undefined,
    files: namesIn(run.path),
    traceComplete: isComplete(run.file('traces.zarr', 'zarr.json')),
  };
}

const traceRoot = z.object({ attributes: z.object({ complete: z.literal(true) }) });

/** Whether there is a trace that was not cut short. */
function isComplete(root: string): boolean {
  try {
    readJson(root, { what: 'a trace', schema: traceRoot, most: LARGEST_ROOT });
    return true;
  } catch {
    return false;
  }
}

/** Bytes of a figure at the most; those that are drawn here have a tenth of that. */
const LARGEST = 16 * 2 ** 20;
const ENDING = '.svg';

/** A figure of a run that its record names. */
interface FigureFile {
  readonly svg: string;
  /** Where a picture of it goes: the same place in the run's folder. */
  readonly png: string;
}

/**
 * What the file of a figure holds; undefined where it is gone.
 * Throws InputError for a name that leads out of the run's folder, or is no SVG file's.
 */
export function figureFile(run: Pick<RunFolder, 'path'>, name: string): FigureFile | undefined {
  if (!name.endsWith(ENDING)) throw new InputError(`"${inShort(name)}" is not the name of an SVG`);
  const svg = readIfThere(within(run.path, name), LARGEST)?.toString('utf8');
  if (svg === undefined) return undefined;
  return { svg, png: within(run.path, `${name.slice(0, -ENDING.length)}.png`) };
}
