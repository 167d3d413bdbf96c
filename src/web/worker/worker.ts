// The page's worker: opens networks and lets them watch, apart from what the page draws.

import { type Looks, looksOf } from '../../images/looks';
import { readTrained } from '../../learning/network-file';
import { RECURRENT } from '../../learning/systems/recurrent';
import { sizesOf } from '../../network/architecture';
import { disposeNetwork, type Network } from '../../network/network';
import { bytesNamed } from '../../network/safetensors';
import { wiresOf } from '../../network/wires';
import { ownFile } from '../own-files';
import type { OpenedNetwork, Question, WorkerAnswers, WorkerAsked, WorkerReply } from './messages';
import { startWebEngine } from './start-engine';
import { traceScene } from './trace';
import { watch } from './watch';

const started = startWebEngine(new URL('./', self.location.href).href);

let current: { readonly network: Network; readonly looks: Looks } | undefined;

const ANSWER: {
  [K in Question['kind']]: (asked: Extract<Question, { kind: K }>) => Promise<WorkerAnswers[K]>;
} = {
  async open({ address }) {
    return read(address, await ownFile(address));
  },
  read: ({ name, bytes }) => read(name, bytes),
  async watch({ scene }) {
    return watch(opened().network, scene);
  },
  async trace({ scene, window, label }) {
    const { network, looks } = opened();
    return traceScene(network, scene, { looks, window, label });
  },
};

function opened(): NonNullable<typeof current> {
  if (!current) throw new Error('no network is open yet');
  return current;
}

/** Opens a network in place of the one before. Throws InputError where it is none, or sees no pictures. */
async function read(name: string, bytes: Uint8Array): Promise<OpenedNetwork> {
  await started;
  const { network, settings, learntFrom } = await readTrained(RECURRENT, bytesNamed(name, bytes));
  const { architecture } = network;
  const sizes = sizesOf(architecture);
  const looks = looksOf(sizes, learntFrom?.looks);
  if (!looks) {
    disposeNetwork(network);
    throw new Error(`${name} does not say what its ${sizes.pixels} pixels look like`);
  }
  if (current) disposeNetwork(current.network);
  current = { network, looks };
  const { steps, window, damping, schedule } = settings;
  return {
    ...looks,
    units: sizes.hidden,
    perception: { steps, window, damping, schedule },
    topDown: wiresOf(architecture)
      .flat()
      .some(({ direction, source }) => direction === 'top-down' && source <= sizes.hidden.length),
  };
}

/** Questions are answered one after the other, in their order. */
let last: Promise<unknown> = started.catch(() => undefined); // each answer tells why it did not start

self.addEventListener('message', ({ data }: MessageEvent<WorkerAsked>) => {
  last = last.then(() => answer(data)).then(post);
});

async function answer({ id, question }: WorkerAsked): Promise<WorkerReply> {
  try {
    await started;
    const about = ANSWER[question.kind] as (
      asked: Question,
    ) => Promise<WorkerAnswers[Question['kind']]>;
    return { id, answer: await about(question) };
  } catch (error) {
    return { id, refused: reasonOf(error) };
  }
}

/** Hands an answer over, or why it cannot be: where there is no memory for its copy, say. */
function post(answered: WorkerReply): void {
  try {
    self.postMessage(answered);
  } catch (error) {
    self.postMessage({ id: answered.id, refused: reasonOf(error) } satisfies WorkerReply);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
