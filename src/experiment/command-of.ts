import { flag } from './flag';
import type { RunRecord } from './run-record';

/** The command that a person types for the same run, its values quoted where a shell needs it. */
export function commandOf({
  scenario,
  seed,
  options,
  dataSet,
}: Pick<RunRecord, 'scenario' | 'seed' | 'options' | 'dataSet'>): string {
  const typed = Object.entries(options).flatMap(([name, value]) => {
    if (typeof value !== 'boolean') return [`${flag(name)} ${quoted(asWord(value))}`];
    return value ? [flag(name)] : []; // a switch is typed or not
  });
  const set = dataSet === 'mnist' ? [] : [`--data-set ${quoted(dataSet)}`];
  return [`npx ts-node scenarios/${scenario}.ts`, ...typed, ...set, `--seed ${seed}`].join(' ');
}

/** A value of an option or setting as it is typed: lists with commas. */
export function asWord(value: unknown): string {
  if (Array.isArray(value)) return value.map(asWord).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** One word of a shell: in single quotes where it has anything that a shell might read. */
function quoted(value: string): string {
  if (/^[\w%+,./:=@-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
