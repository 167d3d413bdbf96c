import type { RunRecord } from './run-record';

/** The command that a person types for the same run. */
export function commandOf({
  scenario,
  seed,
  options,
  dataSet,
}: Pick<RunRecord, 'scenario' | 'seed' | 'options' | 'dataSet'>): string {
  const flag = (name: string) => `--${name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)}`;
  const typed = Object.entries(options).flatMap(([name, value]) => {
    if (typeof value !== 'boolean') return [`${flag(name)} ${inWords(value)}`];
    return value ? [flag(name)] : []; // a switch is typed or not
  });
  const set = dataSet === 'mnist' ? [] : [`--data-set ${dataSet}`];
  return [`npx ts-node scenarios/${scenario}.ts`, ...typed, ...set, `--seed ${seed}`].join(' ');
}

function inWords(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'first' in value && 'last' in value)
    return `${value.first}-${value.last}`;
  return String(value);
}
