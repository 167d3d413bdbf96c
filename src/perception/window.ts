/** The steps whose goodness counts, first and last included. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** Steps 3, 4 and 5 of 8 (section 3.4 of the paper). */
export const PAPER_WINDOW: Window = { first: 3, last: 5 };
