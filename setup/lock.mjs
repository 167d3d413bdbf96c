import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Does `work` while no other set-up on this machine works in `folder`.
 *
 * The lock is a local socket that this process listens on, not a file: the system lets go of it
 * when the process ends, however it ends, so nobody ever has to remove a stale lock by hand.
 */
export async function alone(folder, work) {
  const address = addressOf(folder);
  let server = await listen(address);
  if (!server) say('another set-up is at work here; waiting for it to finish …');
  while (!server) {
    await sleep(200);
    server = await listen(address);
  }
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function addressOf(folder) {
  const name = `topdown-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`; // abstract: has no file
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return path.join(tmpdir(), name);
}

/** The listening server, or undefined where another process listens. */
async function listen(address) {
  const server = net.createServer((socket) => socket.destroy());
  try {
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
    return server.unref();
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    if (process.platform === 'darwin' && !(await answers(address)))
      rmSync(address, { force: true });
    return undefined;
  }
}

/** Whether anybody listens: on macOS the socket's file outlives a killed process. */
function answers(address) {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
