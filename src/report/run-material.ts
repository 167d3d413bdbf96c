import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commandOf } from '../experiment/command-of';
import { type PublishedRecord, publishedRecord } from '../experiment/published-record';
import type { RunFolder } from '../experiment/run-folder';
import { readWatched, type WatchedFile } from '../observation/watched-file';

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
  /** What the network did with some images, where it was watched. */
  readonly watched: WatchedFile | undefined;
  /** What is in its folder, by name. */
  readonly files: readonly string[];
  /** Whether its trace, if there is one, came to its end. */
  readonly traceComplete: boolean;
}

/** Reads a run's folder. Figures whose files are gone are left out. */
export function runMaterial(run: RunFolder): RunMaterial {
  const record = publishedRecord(run.record());
  const watched = readWatched(run.file('watched.json'));
  return {
    name: path.basename(path.resolve(run.path)),
    record,
    command: commandOf(run.record()),
    figures: (record.figures ?? []).flatMap(({ file, title, caption }) =>
      existsSync(run.file(file))
        ? [
            {
              name: path.basename(file, '.svg'),
              title,
              caption,
              svg: readFileSync(run.file(file), 'utf8'),
            },
          ]
        : [],
    ),
    watched: watched && watched.images.length > 0 ? watched : undefined,
    files: readdirSync(run.path).sort(),
    traceComplete: isComplete(run.file('traces.zarr', 'zarr.json')),
  };
}

function isComplete(root: string): boolean {
  try {
    const { attributes } = JSON.parse(readFileSync(root, 'utf8')) as {
      attributes?: { complete?: unknown };
    };
    return attributes?.complete === true;
  } catch {
    return false; // there is no trace, or it was cut short
  }
}
