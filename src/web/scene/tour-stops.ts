import { BEGINNING, type PageState } from './page-state';

/** A stop of the tour: what the page is turned to, and what there is to see. */
export interface TourStop {
  readonly title: string;
  readonly words: string;
  readonly state: Partial<PageState>;
}

/** The tour, in its order: each stop begins from how the page begins. */
export const TOUR: readonly TourStop[] = [
  {
    title: 'An image as a boring video',
    words:
      'The pixels of this 4 are held at the bottom, and nothing moves but the network. At every time step each layer takes a part of what the layer below and the layer above did one step earlier.',
    state: { step: 0 },
  },
  {
    title: 'Ten hypotheses race',
    words:
      'The network holds each label at the top in turn and sums the squared activity of its units: the goodness. The label whose goodness is highest over the shaded steps is its answer.',
    state: { step: 5 },
  },
  {
    title: 'What a label expects',
    words:
      'Each small picture shows what layer 1 expects of the pixels under one label: orange where it expects ink, blue where it expects none. All follow the strokes of the image, coarsely, because no network here ever learnt to draw. They differ in what each label adds. Step back to 0, and they are the same.',
    state: { picture: { kind: 'digit', digit: 2, item: 4 }, step: 8 },
  },
  {
    title: 'Two readings of one image',
    words:
      'This image lies half-way between a 3 and an 8, and these two labels stay close together in the lead. Move the morph level to see where the answer flips.',
    state: { picture: { kind: 'morph', digits: [3, 8], item: 1, level: 0.5 }, step: 8 },
  },
  {
    title: 'Under noise',
    words:
      'Noise hides the digit, and the race is closer from the first step on. Compare the answer with the bars of the one-pass reading, which no label from above can help.',
    state: { picture: { kind: 'digit', digit: 3, item: 7 }, noise: 0.35, step: 8 },
  },
  {
    title: 'Without top-down connections',
    words:
      'All connections that lead down between the hidden layers are silent now. Only the top layer still sees the label: layer 1 is the same under all labels, and the race is closer. Set the slider back to 0 to see what they add.',
    state: { picture: { kind: 'digit', digit: 3, item: 7 }, noise: 0.35, topDownLost: 1, step: 8 },
  },
  {
    title: 'Imagery: a label without an image',
    words:
      'The pixels are black, and the label 3 is held at the top: what it sends down is all that the network has to go by. The network never learnt to draw, and yet what layer 1 now expects is more like a 3 than like any other digit: it is bluest where a 3 is hollow.',
    state: { picture: { kind: 'empty' }, held: 3, step: 3 },
  },
  {
    title: 'A real video',
    words:
      'Now the image changes while the network runs: the digit drifts away and comes back. Play it slowly and watch the goodness of its label fall and rise again.',
    state: {
      picture: { kind: 'moving', digit: 2, item: 4, motion: 'drifting' },
      ...{ steps: 16, first: 12, last: 16, step: 0 },
    },
  },
];

/** What a stop of the tour turns the page to, from 1; how the page begins, where there is no such stop. */
export function stateAt(tour: number | undefined): PageState {
  const stop = tour === undefined ? undefined : TOUR[tour - 1];
  return stop ? { ...BEGINNING, ...stop.state, tour } : BEGINNING;
}
