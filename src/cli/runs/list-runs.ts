import { firstFew, inShort } from '../../input/errors';
import { readableRuns } from '../../runs/all-runs';
import { inInterval, inPercent } from '../../statistics/wilson';
import type { MainError } from '../../trained/main-error';
import { print, printJson, tell } from '../print';
import { aboutRun, type RunAbout } from './run-about';
import { bytesInWords } from './sizes';

/** Prints the runs in a folder of runs, the latest first, and tells which cannot be read. */
export function listRuns({ runs, json }: { readonly runs: string; readonly json: boolean }): void {
  const unread: string[] = [];
  const readable = readableRuns(runs, ({ message }) => unread.push(message));
  const all = Array.from(readable, aboutRun);
  if (unread.length > 0) tell(firstFew(unread).join('\n'));
  if (json) printJson(all);
  else if (all.length === 0) tell(`there are no runs in ${runs}`);
  else print(`${all.map(inWords).join('\n')}\n`);
}

/** A run in two lines, and a third where it failed. */
function inWords({ run, name, started, seconds, status, why, error, bytes }: RunAbout): string {
  const took =
    seconds !== undefined && status !== 'running' ? ` after ${tookInWords(seconds)}` : '';
  const errors = error ? [errorInWords(error)] : [];
  const about = [
    `${status}${took}`,
    `started ${minute(started)}`,
    ...errors,
    bytesInWords(bytes),
  ].join(', ');
  return [
    name === undefined ? run : `${run}  ${inShort(name, 100)}`,
    `    ${about}`,
    ...(status === 'failed' && why !== undefined ? [`    ${why.split('\n')[0]}`] : []),
  ].join('\n');
}

/** `2.09 % wrong by goodness (1.83 to 2.39 %)` */
export function errorInWords({ percent, by, low, high }: MainError): string {
  return `${inPercent(percent)} wrong by ${by} (${inInterval({ low, high })})`;
}

/** `2026-11-24 03:17 UTC` */
function minute(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}

function tookInWords(seconds: number): string {
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}
