/** A file of a person's own that adds to the program. */
export interface Extension {
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
