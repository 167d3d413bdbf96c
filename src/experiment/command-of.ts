import { labellingSaid } from '../data/labelling';
import { flag } from './flag';
import type { RunRecord } from './run-record';

/** The command that a person types for the same run, its values quoted where a shell needs it. */
export function commandOf({
  scenario,
  seed,
  options,
  dataSet,
  classes,
  firstLabel,
}: Pick<
  RunRecord,
  'scenario' | 'seed' | 'options' | 'dataSet' | 'classes' | 'firstLabel'
>): string {
  const labelling = labellingSaid({ classes, firstLabel });
  const typed = Object.entries({ ...options, ...labelling }).flatMap(([name, value]) => {
    if (typeof value !== 'boolean') return [`${flag(name)} ${quoted(String(value))}`];
    return value ? [flag(name)] : []; // a switch is typed or not
  });
  const set = dataSet === 'mnist' ? [] : [`--data-set ${quoted(dataSet)}`];
  return [`npx ts-node scenarios/${scenario}.ts`, ...typed, ...set, `--seed ${seed}`].join(' ');
}

/** One word of a shell: in single quotes where it has anything that a shell might read. */
function quoted(value: string): string {
  if (/^[\w%+,./:=@-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
