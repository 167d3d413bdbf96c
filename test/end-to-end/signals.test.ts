import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';

const COMMAND = path.resolve(__dirname, '../../bin/topdown.cjs');
const LISTENING = 'data:text/javascript,process.on("SIGWINCH", () => {})';
const RUN = 'train --data-set drawn-digits --hidden 60,50 --train 3000 --epochs 2'.split(' ');

it.skipIf(process.platform === 'win32')(
  'signals that arrive while a network learns and recognises do it no harm',
  async () => {
    const child = spawn(process.execPath, ['--import', LISTENING, COMMAND, ...RUN], {
      cwd: temporaryFolder(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let [said, sent] = ['', 0];
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    const storm = setInterval(() => {
      if (said.includes('run: ')) sent += Number(child.kill('SIGWINCH'));
    }, 1);
    const ended = await new Promise((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal })),
    );
    clearInterval(storm);
    expect(ended, said).toEqual({ code: 0, signal: null });
    expect(sent).toBeGreaterThan(500);
  },
);
