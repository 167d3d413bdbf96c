/**
 * What the networks learn from, as the setting `diet` says it: clean images, those and noisy ones, or those
 * and cluttered ones. Distractors are other training images.
 */
export const DIETS = {
  clean: ['clean'],
  noise: [
    'clean',
    'gaussian-noise:0.1',
    'gaussian-noise:0.2',
    'gaussian-noise:0.35',
    'gaussian-noise:0.5',
  ],
  clutter: [
    'clean',
    'digit-clutter:1',
    'digit-clutter:2',
    'digit-clutter:3',
    'digit-debris:5',
    'digit-debris:10',
    'digit-debris:30',
  ],
} as const;

export type DietName = keyof typeof DIETS;

export const DIET_NAMES = Object.keys(DIETS) as [DietName, ...DietName[]];
