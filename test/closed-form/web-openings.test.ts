import { expect, it } from 'vitest';
import { Openings } from '../../src/web/page/openings';

/** Openings that write down what happens, and work that ends when it is told to. */
function watched() {
  const told: string[] = [];
  const openings = new Openings<string>({
    async trying(work) {
      await work().catch((error: Error) => told.push(error.message));
    },
    async settled(name) {
      told.push(`${name} is there`);
    },
  });
  const opening = (name: string) => {
    let [opened, fails] = [() => {}, (_: Error) => {}];
    const end = new Promise<string>((resolve, reject) => {
      opened = () => resolve(name);
      fails = reject;
    });
    const done = openings.open(() => {
      told.push(`${name} begins`);
      return end;
    });
    return { done, opened, fails };
  };
  return { told, openings, opening };
}

it('opens one after the other, and of those asked for meanwhile the last alone', async () => {
  const { told, openings, opening } = watched();
  expect(openings.isOpening).toBe(false);
  const first = opening('first');
  await Promise.resolve();
  const [second, third] = [opening('second'), opening('third')];
  first.opened();
  await second.done;
  expect(openings.isOpening).toBe(true);
  third.opened();
  await third.done;
  expect(openings.isOpening).toBe(false);
  expect(told).toEqual(['first begins', 'third begins', 'third is there']);
});

it('stays with the network before where the last cannot be opened', async () => {
  const { told, openings, opening } = watched();
  const first = opening('first');
  first.opened();
  await first.done;
  const broken = opening('broken');
  broken.fails(new Error('it is damaged'));
  await broken.done;
  expect(openings.isOpening).toBe(false);
  expect(told.slice(-3)).toEqual(['broken begins', 'it is damaged', 'first is there']);
});
