import { z } from 'zod';
import { InputError } from '../input/errors';
import { defaultSettings, settingsShape } from '../learning/settings';
import type { PerceptionSettings, Window } from '../perception/perception-settings';

const defaults = defaultSettings([1]);
const { first, last } = defaults.window;

/** The window as people write it: `3-5`, or `4` for one step. */
export const windowText = z
  .string()
  .regex(/^[1-9]\d{0,8}(-[1-9]\d{0,8})?$/, {
    error: 'write the steps as 3-5, or 4 for one step',
    abort: true,
  })
  .refine((text) => inOrder(text), 'the window must not end before it starts');

const windowOption = windowText
  .optional()
  .describe(`steps whose accumulated goodness decides (default: ${first}-${last})`)
  .meta({ value: 'steps' });

/** How images are watched; what is not said is as the network was trained, or else the paper's. */
export const perceptionOptions = {
  steps: settingsShape.steps
    .optional()
    .describe(`${settingsShape.steps.description} (default: ${defaults.steps})`),
  window: windowOption,
  damping: settingsShape.damping
    .optional()
    .describe(`${settingsShape.damping.description} (default: ${defaults.damping})`),
  schedule: settingsShape.schedule
    .optional()
    .describe(`${settingsShape.schedule.description} (default: ${defaults.schedule})`),
};

export type PerceptionOptions = z.output<z.ZodObject<typeof perceptionOptions>>;

/** How to watch: as the options say, and where they are silent as `before`. Throws InputError. */
export function perceptionFrom(
  options: PerceptionOptions,
  before: PerceptionSettings,
): PerceptionSettings {
  const steps = options.steps ?? before.steps;
  const window = options.window === undefined ? before.window : parseWindow(options.window);
  if (window.last > steps)
    throw new InputError(
      `steps ${window.first} to ${window.last} decide, but there are only ${steps}: choose --steps ${window.last} or more, or an earlier --window`,
    );
  const { damping = before.damping, schedule = before.schedule } = options;
  return { steps, window, damping, schedule };
}

/** `3-5` → steps 3 to 5, `4` → step 4 alone. */
export function parseWindow(text: string): Window {
  const [first, last = first] = text.split('-').map(Number) as [number, number?];
  return { first, last };
}

function inOrder(text: string): boolean {
  const { first, last } = parseWindow(text);
  return first <= last;
}
