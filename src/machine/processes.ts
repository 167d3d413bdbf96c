import { readFileSync, readlinkSync } from 'node:fs';

// What Linux tells of itself and its processes: all that is read of /proc. Other systems tell nothing here.

/** A process. */
export interface ProcessEntry {
  /** Its program, in 15 letters; or the title that it gave itself. */
  readonly name: string;
  /** It has ended and keeps its number, as nobody has asked how. */
  readonly isOver: boolean;
  readonly parent: number;
  /** The process that leads its group: what a shell starts by one command is a group. */
  readonly group: number;
  /** When it began, in `TICKS` since the boot. */
  readonly began: string;
}

/** Ticks in a second. */
export const TICKS = 100;

/** The entry of a process; undefined where there is none, or the system has no such table. */
export function processEntry(pid: number): ProcessEntry | undefined {
  // `pid (name) state parent group …`, `began` is the 22nd; a name may hold parentheses itself.
  const [, name, rest = ''] = /^\d+ \((.*)\) (.*)/s.exec(told(`${pid}/stat`)) ?? [];
  const [state, parent, group, ...others] = rest.trim().split(' ');
  const began = others[16];
  if (name === undefined || began === undefined) return undefined;
  return { name, isOver: state === 'Z', parent: Number(parent), group: Number(group), began };
}

/** The command line of a process; empty where that cannot be told. */
export function commandLine(pid: number): string {
  return told(`${pid}/cmdline`).replaceAll('\0', ' ');
}

/** Whether a process ignores the signal of this number, as far as can be told. */
export function ignores(pid: number, signal: number): boolean {
  const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(told(`${pid}/status`)) ?? [];
  return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

/** What a process has under this descriptor, `/dev/null` say; empty where that cannot be told. */
export function openFileOf(pid: number, descriptor: number): string {
  return link(`${pid}/fd/${descriptor}`) ?? '';
}

/** Whether a process has opened that only to write to it. */
export function writesOnly(pid: number, descriptor: number): boolean {
  const [, flags = '0'] = /^flags:\s*([0-7]+)$/m.exec(told(`${pid}/fdinfo/${descriptor}`)) ?? [];
  return (Number.parseInt(flags, 8) & 3) === 1;
}

/** Of the running system, drawn anew at each boot. */
export function bootId(): string | undefined {
  return told('sys/kernel/random/boot_id').trim() || undefined;
}

/** Within which this process's number counts: containers have their own. */
export function numberSpace(): string | undefined {
  return link('self/ns/pid');
}

/** Bytes that this process may address, where there is a limit. */
export function addressLimit(): number | undefined {
  return numberIn(/^Max address space +(\d+) /m, 'self/limits');
}

/** Whether the processor has instructions that multiply bfloat16; undefined where the system does not tell. */
export function multipliesBfloat16(): boolean | undefined {
  const processor = told('cpuinfo');
  if (processor === '') return undefined;
  return /^(flags|Features)\s*:.*\b(avx512_bf16|amx_bf16|bf16)\b/m.test(processor);
}

/** The most memory that this process ever had resident, in bytes. */
export function peakResidentHere(): number | undefined {
  const kilobytes = numberIn(/^VmHWM:\s+(\d+) kB$/m, 'self/status');
  return kilobytes === undefined ? undefined : 1024 * kilobytes;
}

function numberIn(pattern: RegExp, file: string): number | undefined {
  const [, digits] = pattern.exec(told(file)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Empty where it tells nothing: on another system, or of no such process. */
function told(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function link(file: string): string | undefined {
  try {
    return readlinkSync(`/proc/${file}`);
  } catch {
    return undefined;
  }
}
