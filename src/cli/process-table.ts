import { readFileSync, readlinkSync } from 'node:fs';

/** A process as Linux tells of it. */
export interface ProcessEntry {
  /** Its program, in 15 letters; or the title that it gave itself. */
  readonly name: string;
  readonly parent: number;
  /** The process that leads its group: what a shell starts by one command is a group. */
  readonly group: number;
}

/** The entry of a process; undefined where there is none, or the system has no such table. */
export function processEntry(pid: number): ProcessEntry | undefined {
  // `pid (name) state parent group …`; a name may hold parentheses itself.
  const [, name, parent, group] = /^\d+ \((.*)\) \S (\d+) (\d+) /s.exec(read(`${pid}/stat`)) ?? [];
  return name === undefined ? undefined : { name, parent: Number(parent), group: Number(group) };
}

/** The command line of a process; empty where that cannot be told. */
export function commandLine(pid: number): string {
  return read(`${pid}/cmdline`).replaceAll('\0', ' ');
}

/** Whether a process ignores the signal of this number, as far as can be told. */
export function ignores(pid: number, signal: number): boolean {
  const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(read(`${pid}/status`)) ?? [];
  return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

/** What a process has open under this number, `/dev/null` say; empty where that cannot be told. */
export function openFile(pid: number, descriptor: number): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`);
  } catch {
    return '';
  }
}

/** Whether a process has opened that only to write to it. */
export function writesOnly(pid: number, descriptor: number): boolean {
  const [, flags = '0'] = /^flags:\s*([0-7]+)$/m.exec(read(`${pid}/fdinfo/${descriptor}`)) ?? [];
  return (Number.parseInt(flags, 8) & 3) === 1;
}

function read(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}
