import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';

const PROGRAM = path.resolve(__dirname, '../../bin/topdown.cjs');
const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What a bash without any start-up file, and so without bash-completion, offers for these lines, in one go. */
function offered(lines: readonly string[]): string[][] {
  const script = `
    topdown() { '${process.execPath}' '${PROGRAM}' "$@"; }
    source <(topdown completion bash)
    for line; do
      COMP_LINE=$line COMP_POINT=\${#line} COMPREPLY=()
      "$(complete -p topdown | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" 2> /dev/null
      printf '%s\\n' "\${COMPREPLY[*]}"
    done`;
  const options = { cwd: temporaryFolder(), encoding: 'utf8' } as const;
  const words = ['--norc', '--noprofile', '-c', script, 'bash', ...lines];
  const said = execFileSync('bash', words, options);
  return said
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').filter(Boolean));
}

describe.skipIf(!hasBash)('a shell completes topdown', () => {
  it('in bash, with nothing but bash: commands, scenarios, options and what they take', () => {
    const lines = [
      'tra',
      'run rec',
      'train --hid',
      'train --engine n',
      'trace --network lat',
      'runs ',
    ];
    expect(offered(lines.map((line) => `topdown ${line}`))).toEqual([
      ['train', 'trace'],
      ['recurrent-mnist'],
      ['--hidden'],
      ['native'],
      ['latest'],
      ['list', 'name', 'remove'],
    ]);
  });

  it.each(['zsh', 'fish', 'powershell'])('has a script for %s', (shell) => {
    const said = execFileSync(process.execPath, [PROGRAM, 'completion', shell], {
      encoding: 'utf8',
    });
    expect(said).toContain('topdown');
    expect(said).toMatch(/\bcomplete\b/);
  });
});
