import { writeFileSync } from 'node:fs';
import { first, loadTrained, PAPER_PERCEPTION, RECURRENT, shippedModel } from 'topdown';
import { defineScenario, imagesOf, judge } from 'topdown/experiments';
import { COLOURS, svg } from 'topdown/figures';
import { z } from 'zod';

export default defineScenario({
  name: 'second-thoughts',
  shows: 'How often the network changes its first answer, and whether for the better.',
  options: {
    images: z.int().min(1).default(1000).describe('how many test images to look at'),
  },
  async run(experiment) {
    const { held } = await imagesOf(experiment, { split: 'test' });
    const { network } = await loadTrained(RECURRENT, shippedModel('recurrent-500-500'));
    const images = first(held, experiment.options.images);
    const { labels, byStep } = await judge(experiment, network, images, PAPER_PERCEPTION);

    const [early, ...later] = byStep;
    const changes = later.map((answers, at) => {
      const change = { step: at + 2, better: 0, worse: 0, neither: 0 };
      for (const [image, answer] of answers.entries()) {
        const [label, before] = [labels[image], early[image]];
        if (answer === before) continue;
        if (answer === label) change.better++;
        else if (before === label) change.worse++;
        else change.neither++;
      }
      return change;
    });

    const kinds = changes.flatMap(({ step, better, worse }) => [
      { step, images: better },
      { step, images: -worse },
    ]);
    const figure = await svg((plot) => ({
      title: 'Second thoughts',
      caption: `Of ${images.count} test images: how many were wrong after step 1 and right at a later step (up), and how many the other way (down).`,
      options: {
        ...{ width: 560, height: 260, marginLeft: 50, marginBottom: 42 },
        x: { label: 'step', labelAnchor: 'center', tickFormat: 'd' },
        y: { label: 'images', grid: true },
        marks: [
          plot.barY(kinds, {
            ...{ x: 'step', y: 'images' },
            fill: ({ images }) => (images > 0 ? COLOURS.green : COLOURS.vermilion),
          }),
          plot.ruleY([0]),
        ],
      },
    }));
    writeFileSync(experiment.run.file('second-thoughts.svg'), figure);

    const [third] = changes.filter(({ step }) => step === 3);
    experiment.say(`by step 3: ${third?.better} for the better, ${third?.worse} for the worse`);
    return { images: images.count, changes };
  },
});
