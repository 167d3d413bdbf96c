import type { Page } from 'playwright-core';
import type { Scene } from '../../src/web/scene/scene';
import type { Question, Watched, WorkerReply } from '../../src/web/worker/messages';

/** What of an answer is compared and timed. */
export type WatchedInPage = Pick<Watched, 'goodness' | 'onePass' | 'milliseconds' | 'expected'>;

/**
 * Has a worker of its own, beside that of the page that is open, read the network at an address of the page
 * and watch scenes, one after the other.
 */
export async function watchedInPage(
  page: Page,
  address: string,
  scenes: readonly Scene[],
): Promise<readonly WatchedInPage[]> {
  const asked = scenes.map((scene) => ({
    ...scene,
    pictures: scene.pictures.map((one) => Array.from(one)),
    shown: scene.shown.map((one) => one ?? null),
  }));
  const answers = await page.evaluate(
    async ([file, all]) => {
      const worker = new Worker('worker.js');
      const ask = (question: Question) =>
        new Promise<unknown>((keep, refuse) => {
          worker.onmessage = ({ data }: MessageEvent<WorkerReply>) =>
            'refused' in data ? refuse(new Error(data.refused)) : keep(data.answer);
          worker.onerror = ({ message }) => refuse(new Error(`the worker failed: ${message}`));
          worker.postMessage({ id: 0, question });
        });
      await ask({ kind: 'open', address: file });
      const answers = [];
      for (const scene of all) {
        const pictures = scene.pictures.map((one) => Uint8Array.from(one));
        const shown = scene.shown.map((one) => one ?? undefined);
        const question = { kind: 'watch', scene: { ...scene, pictures, shown } } as const;
        const { expected, goodness, onePass, milliseconds } = (await ask(question)) as Watched;
        const bytes = Array.from(new Uint8Array(expected.buffer), (byte) =>
          String.fromCharCode(byte),
        );
        // In base64, as a page hands it over quickly.
        answers.push({ expected: btoa(bytes.join('')), goodness, onePass, milliseconds });
      }
      worker.terminate();
      return answers;
    },
    [address, asked] as const,
  );
  return answers.map((answer) => ({ ...answer, expected: floats(answer.expected) }));
}

function floats(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}
