/** Goodness a unit at which what is raised and what is lowered are to part: θ = n. */
export const THRESHOLD = 1;
