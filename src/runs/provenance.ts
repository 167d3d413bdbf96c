import { execFileSync } from 'node:child_process';
import path from 'node:path';
import packageJson from '../../package.json';
import type { Engine } from '../engine/backend';
import { version_core } from '../engine/ops';
import { packageFolder } from '../machine/package-folder';
import type { RunRecord } from './run-record';

/** What a run ran on: the part of its record that no option sets. */
export function provenance(
  engine: Engine,
): Pick<RunRecord, 'versions' | 'engine' | 'code' | 'extensions'> {
  const { name, description, device, threads, tensorflow } = engine;
  const code = checkedOut();
  return {
    versions: {
      topdown: packageJson.version,
      node: process.versions.node,
      tfjs: version_core,
      ...(tensorflow === undefined ? {} : { tensorflow }),
    },
    engine: { name, description, threads, ...(device === 'gpu' && { device }) },
    ...(code === undefined ? {} : { code }),
    ...(extensions().length > 0 && { extensions: [...extensions()] }),
  };
}

/** The commit of this code, where it lies in a git repository of its own. */
function checkedOut(): RunRecord['code'] | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: packageFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    if (path.resolve(git('rev-parse', '--show-toplevel').trim()) !== packageFolder)
      return undefined;
    const changed = git('status', '--porcelain', '--untracked-files=no').trim() !== '';
    return { commit: git('rev-parse', 'HEAD').trim(), changed };
  } catch {
    return undefined; // no git here, or no repository
  }
}

/** A file of a person's own that adds to the program. */
interface Extension {
  /** As it was named. */
  readonly file: string;
  readonly sha256: string;
}

const loaded: Extension[] = [];

/** Remembers a file that was loaded, for the records of runs. */
export function noteExtension(extension: Extension): void {
  loaded.push(extension);
}

/** The files that were loaded, in their order. */
export function extensions(): readonly Extension[] {
  return loaded;
}
