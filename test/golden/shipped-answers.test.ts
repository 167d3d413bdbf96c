import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lastValueFrom, reduce } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabelledImages } from '../../src/data/labelled-images';
import { loadDataSet } from '../../src/data/load';
import { first } from '../../src/data/split';
import { loadTrained, systemOfFile } from '../../src/experiment/network-files';
import { shippedModel, shippedNames } from '../../src/experiment/shipped-model';
import { systemNamed } from '../../src/experiment/systems';
import { evaluateSystem } from '../../src/learning/system';
import { disposeNetwork } from '../../src/network/parameters';
import { joinEvaluations } from '../../src/perception/evaluate';

const IMAGES = 100;
/** Of so many answers, another processor's rounding may turn one that hangs in the balance. */
const BALANCED = 1;

/** What each shipped network answered to the first test images, before anything was changed. */
const EXPECTED: Record<string, { goodness?: string; readout: string }> = JSON.parse(
  readFileSync(path.resolve(__dirname, '../fixtures/shipped-answers.json'), 'utf8'),
);

async function answersOf(name: string, images: LabelledImages) {
  const file = shippedModel(name) as string;
  const system = systemNamed(await systemOfFile(file));
  const { network, settings } = await loadTrained(system, file);
  const parts = evaluateSystem(system, network, images, settings);
  const { goodness, readout } = await lastValueFrom(parts.pipe(reduce(joinEvaluations)));
  disposeNetwork(network);
  return { ...(goodness && { goodness: goodness.join('') }), readout: readout.join('') };
}

function differing(one = '', other = ''): number {
  return [...one].filter((answer, at) => answer !== other[at]).length;
}

describe.skipIf(!process.env['TOPDOWN_DATA'])('answer as they always did (TOPDOWN_DATA)', () => {
  let images: LabelledImages;

  beforeAll(async () => {
    images = first((await loadDataSet('mnist')).test, IMAGES);
  });

  it('there are answers of every shipped network', () => {
    expect(new Set(shippedNames())).toEqual(new Set(Object.keys(EXPECTED)));
  });

  it.each(Object.keys(EXPECTED))('%s', async (name) => {
    const { goodness, readout } = EXPECTED[name] as (typeof EXPECTED)[string];
    const answers = await answersOf(name, images);
    expect(answers.readout).toHaveLength(IMAGES);
    expect(differing(answers.readout, readout)).toBeLessThanOrEqual(BALANCED);
    expect(answers.goodness?.length).toBe(goodness?.length);
    expect(differing(answers.goodness, goodness)).toBeLessThanOrEqual(BALANCED);
  });
});
