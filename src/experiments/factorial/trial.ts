import { z } from 'zod';
import { conditionInWords } from '../../images/stimuli/condition-in-words';
import type { CommonSettings } from '../../learning/settings';
import { sizesOf } from '../../network/architecture';
import { disposeNetwork } from '../../network/network';
import { type Images, imagesOf, layersFor } from '../../runs/images';
import type { Experiment, Scenario } from '../../runs/scenario';
import { terminalTable } from '../../trained/tables';
import { learningOptions } from '../../training/learning-options';
import type { Plan } from '../../training/plan';
import { trainSystem } from '../../training/train-system';
import { ARM_NAMES, ARMS, parametersIn } from './arms';
import { DIET_NAMES, DIETS } from './diets';
import { imagesOfSeed, judgedSchema, judgeUnderAll, seedsApart } from './judged';
import { recognitionCost } from './recognition-cost';
import { RULE_NAMES, RULES } from './rules';

const options = {
  arm: z
    .enum(ARM_NAMES)
    .default('top-down')
    .describe('how the hidden layers are connected; wide-… are controls for size'),
  rule: z.enum(RULE_NAMES).default('forward-forward').describe('rule by which it learns'),
  diet: z.enum(DIET_NAMES).default('clean').describe('what it learns from'),
  dropout: learningOptions.dropout.unwrap().default(0),
  hidden: learningOptions.hidden
    .unwrap()
    .min(2) // arms differ in how hidden layers are connected
    .default([300, 300]),
  epochs: learningOptions.epochs.default(10),
  train: learningOptions.train,
  images: z
    .int()
    .min(1)
    .default(1000)
    .describe(
      'number of held-out images that it is judged by; consecutive seeds have different ones as long as these last: of MNIST’s 10,000, ten seeds with 1000 images, five with 2000',
    ),
  saveEvery: learningOptions.saveEvery,
};

type Options = z.output<z.ZodObject<typeof options>>;

/** What one network of the factorial came to. */
export const trialSchema = z.object({
  hidden: z.array(z.int()),
  parameters: z.int(),
  /** Of recognising an image as it is judged (`recognitionCost`). */
  multiplyAdds: z.number(),
  images: z.int(),
  judged: judgedSchema,
});

/** One network of the factorial, trained and judged by itself: `topdown sweep` runs them all. */
export const FACTORIAL: Scenario<typeof options, z.infer<typeof trialSchema>> = {
  name: 'factorial',
  kind: 'training',
  shows:
    'Does top-down input help a network that has learnt under the conditions that it is judged under? Trains one network of the factorial, with its connections, rule, diet and dropout, and judges it under the named conditions.',
  options,
  examples: [
    '--arm none --diet clutter --seed 3',
    '--arm top-down --diet noise --dropout 0.5',
    '--train 2000 --epochs 1 --images 200',
  ],
  async run(experiment) {
    const { options, seed } = experiment;
    // Always of the training images: the test set is for a claim that is fixed before.
    const division = { split: 'validation', train: options.train } as const;
    const images = await imagesOf(experiment, division);
    const layers = layersFor(images.training, options.hidden);
    const architecture = ARMS[options.arm].architecture(layers);
    const lesson = {
      ...{ architecture, seed, epochs: options.epochs },
      ...(options.diet !== 'clean' && { diet: [...DIETS[options.diet]] }),
      ...(options.dropout > 0 && { dropout: options.dropout }),
    };
    return RULES[options.rule](lesson, (plan) => trainAndJudge(experiment, images, plan));
  },
};

async function trainAndJudge<S extends CommonSettings>(
  experiment: Experiment<Options>,
  images: Images,
  plan: Plan<S>,
): Promise<z.infer<typeof trialSchema>> {
  const { options, seed, say } = experiment;
  const { architecture, system } = plan;
  const seen = imagesOfSeed(images.held, options.images, seed);
  const apart = seedsApart(images.held.count, seen.count);
  say(
    `Judged by ${seen.count} of ${images.held.count} held-out images: ${apart} consecutive seed${apart === 1 ? ' has' : 's have'} different ones.`,
  );
  const { network, settings } = await trainSystem(experiment, images, plan);
  try {
    const judged = await judgeUnderAll(experiment, system, network, seen, settings);
    say(judgedTable(judged));
    return {
      hidden: [...sizesOf(architecture).hidden],
      parameters: parametersIn(architecture),
      multiplyAdds: recognitionCost(system, network, settings),
      images: seen.count,
      judged,
    };
  } finally {
    disposeNetwork(network);
  }
}

function judgedTable(judged: z.infer<typeof trialSchema>['judged']): string {
  const rows = judged.map(({ goodness, readout, ...under }) => [
    conditionInWords(under),
    goodness === undefined ? '' : `${goodness.toFixed(1)} %`,
    `${readout.toFixed(1)} %`,
  ]);
  return terminalTable(['error under', 'by goodness', 'in one pass'], rows);
}
