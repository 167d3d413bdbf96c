import type { RunMaterial } from '../report/run-material';
import { asTyped, flattened } from '../report/settings-section';

/** More options than these make no label. */
const MOST = 4;

/**
 * What runs are called beside each other: by the options and seeds that set them apart, `damping 0.5, seed 2`;
 * with their scenario, where that differs. Runs that these do not tell apart are told by their folders.
 */
export function runLabels(runs: readonly RunMaterial[]): string[] {
  const settings = runs.map(({ record }) => new Map(settingsIn(record)));
  const names = [...new Set(settings.flatMap((one) => [...one.keys()]))];
  const differing = names.filter((name) => new Set(settings.map((one) => one.get(name))).size > 1);
  const shown = [...differing.filter((name) => name !== 'seed').slice(0, MOST), 'seed'].filter(
    (name) => differing.includes(name),
  );
  const labels = settings.map((one) =>
    shown
      .filter((name) => one.has(name))
      .map((name) => (name === 'scenario' ? one.get(name) : `${name} ${one.get(name)}`))
      .join(', '),
  );
  const told = labels.map((label, at) =>
    label !== '' && labels.indexOf(label) === labels.lastIndexOf(label)
      ? label
      : [label, runs[at]?.name].filter(Boolean).join(', '),
  );
  return told.map((label, at) => {
    const earlier = told.slice(0, at).filter((one) => one === label).length;
    return earlier === 0 ? label : `${label} (${earlier + 1})`;
  });
}

/** All that a person chose, by name; a list as it is typed in a sweep: `20+20`. */
function settingsIn({ scenario, options, dataSet, seed }: RunMaterial['record']) {
  const typed = flattened({ scenario, ...Object(options), dataSet, seed }, asTyped);
  return typed.map(([name, value]): [string, string] => [name, value.replaceAll(',', '+')]);
}
