import { describe, expect, it } from 'vitest';
import type { Tally } from '../../src/learning/tally';
import type { TrainingEvent } from '../../src/learning/train';
import { sparkline } from '../../src/trained/tables';
import { trainingProgress } from '../../src/training/training-progress';

const tally = (pairsWrong: number, readoutWrong: number, negative: number[]): Tally => ({
  ...{ batches: 1, images: 100, pairsWrong, readoutWrong },
  ...{ positive: [1.5, 1.25], negative },
});

/** What is shown of a training while these events come. */
function shown(events: readonly TrainingEvent[], by?: string, mistake?: string) {
  const advanced: { note: string | undefined; details: readonly string[] | undefined }[] = [];
  const said: string[] = [];
  const progress = trainingProgress(
    {
      say: (text) => void said.push(text),
      progress: () => ({
        advance: (_, note, details) => void advanced.push({ note, details }),
        done: () => undefined,
      }),
    },
    {
      ...(mistake !== undefined && { mistake }),
      answers: { readout: 'readout', ...(by !== undefined && { by }) },
    },
    { epochs: 3, batch: 100 },
    { recent: () => 20 },
    { done: 0, all: 6 },
  );
  for (const event of events) progress.observe(event);
  return { advanced, said };
}

const batch = (epoch: number, number: number, of: Tally): TrainingEvent => ({
  ...{ kind: 'batch', epoch, batch: number, batches: 2, tally: of },
});

describe('the live view of a training', () => {
  it('tells speed, error and each layer’s goodness, over the epoch so far', () => {
    const { advanced } = shown([
      batch(2, 1, tally(10, 20, [0.5, 0.75])),
      batch(2, 2, tally(20, 40, [0.7, 0.25])),
    ]);
    expect(advanced.at(-1)).toEqual({
      note: 'epoch 2/3, 5000 images/s',
      details: [
        'so far: wrong label preferred for 15.00 %, readout wrong on 30.00 %',
        'goodness per unit, layer 1: 1.50 against 0.60; layer 2: 1.25 against 0.50',
      ],
    });
  });

  it('starts anew with every epoch, and says no more than there is', () => {
    const means = { images: 200, readoutError: 50, pairError: 40, positive: [1], negative: [2] };
    const { advanced, said } = shown([
      batch(1, 1, tally(90, 90, [1, 1])),
      { kind: 'epoch', epoch: 1, tensors: 0, means },
      batch(2, 1, tally(0, 10, [])),
    ]);
    expect(said).toEqual([
      'epoch 1/3: wrong label preferred for 40.00 % of the training images, readout wrong on 50.00 %',
    ]);
    expect(advanced.at(-1)?.details).toEqual(['so far: readout wrong on 10.00 %']);
  });

  it('calls a wrong pair what its system calls it', () => {
    const { advanced } = shown([batch(1, 1, tally(10, 20, [1]))], undefined, 'hybrid preferred');
    expect(advanced[0]?.details?.[0]).toContain('so far: hybrid preferred for 10.00 %');
  });
});

describe('held-out images', () => {
  const evaluation = {
    labels: Uint8Array.of(1, 2),
    goodness: Uint8Array.of(1, 2),
    byStep: [],
    readout: Uint8Array.of(1, 3),
  };
  const event: TrainingEvent = { kind: 'validation', epoch: 1, evaluation };

  it('are wrong by goodness, or by what the system has in its place', () => {
    const [usual, other] = [shown([event]), shown([event], 'inference')];
    expect(usual.said).toEqual([
      '  2 held-out images: 0.00 % wrong by goodness, 50.00 % wrong by the readout',
    ]);
    expect(other.said).toEqual([
      '  2 held-out images: 0.00 % wrong by inference, 50.00 % wrong by the readout',
    ]);
  });
});

describe('a sparkline', () => {
  it('goes from the lowest to the highest bar', () => {
    expect(sparkline([3, 1, 2, 8])).toBe('▃▁▂█');
  });

  it('is flat where nothing changes', () => {
    expect(sparkline([5, 5, 5])).toBe('▁▁▁');
  });
});
