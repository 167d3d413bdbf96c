/** The engines in the order they are tried, fastest first. */
export const ENGINES = ['native', 'wasm', 'javascript'] as const;

export type EngineName = (typeof ENGINES)[number];
