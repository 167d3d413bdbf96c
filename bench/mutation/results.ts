/** What became of one mutant, in Stryker's words. */
export type Fate =
  | 'Killed'
  | 'Survived'
  | 'Timeout'
  | 'NoCoverage'
  | 'RuntimeError'
  | 'CompileError'
  | 'Ignored'
  | 'Pending';

interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface Mutant {
  readonly status: Fate;
  readonly replacement?: string;
  readonly mutatorName: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** What `mutation/results.json` holds, as far as it is read here: Stryker's report of its mutants. */
export interface Results {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

/** How many mutants each file has (`mutation/planned.json`): a run may be stopped before the last. */
export type Planned = Readonly<Record<string, number>>;

export interface Counts {
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly uncovered: number;
  /** Share of the mutants that were killed or timed out, in per cent; 100 where there is none. */
  readonly score: number;
}

/** Counts the mutants of a file, or of several. */
export function count(mutants: readonly Mutant[]): Counts {
  const of = (fate: Fate) => mutants.filter(({ status }) => status === fate).length;
  const [killed, timedOut] = [of('Killed'), of('Timeout')];
  const [survived, uncovered] = [of('Survived'), of('NoCoverage')];
  const all = killed + timedOut + survived + uncovered;
  return {
    killed,
    timedOut,
    survived,
    uncovered,
    score: all === 0 ? 100 : (100 * (killed + timedOut)) / all,
  };
}

/** A mutant that no test failed on, as a person reads it. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  /** The whole first line that it changes, without what indents it. */
  readonly code: string;
  /** What it takes out, and what it puts in: each in one line. */
  readonly from: string;
  readonly to: string;
  /** Whether a test ran through it at all. */
  readonly covered: boolean;
}

export function survivors({ files }: Results): Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map((mutant) => ({
        file,
        line: mutant.location.start.line,
        code: (source.split('\n')[mutant.location.start.line - 1] ?? '').trim(),
        from: inOneLine(cut(source, mutant.location)),
        to: inOneLine(mutant.replacement ?? ''),
        covered: mutant.status === 'Survived',
      }))
      .sort((a, b) => a.line - b.line),
  );
}

function cut(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] as string).slice(0, end.column - 1);
  lines[0] = (lines[0] as string).slice(start.column - 1);
  return lines.join('\n');
}

/** Letters of a change that are shown. */
const SHOWN = 80;

function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}
