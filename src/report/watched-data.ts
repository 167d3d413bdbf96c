import type { WatchedFile } from '../observation/watched-file';
import type { WatchedData } from './browser/watched-data';
import { whyInWords } from './why-in-words';

type Image = WatchedFile['images'][number];

/** What the page's script needs of what was watched; the pictures are on the page. */
export function watchedData({ window, units, images }: WatchedFile): WatchedData {
  return {
    ...{ window, units },
    images: images.map((image) => {
      const { label, answer, goodness, activity } = image;
      const words = {
        title: titleOf(image),
        why: whyInWords(image, window),
        about: aboutOf(image),
      };
      return { label, answer, ...words, goodness, activity };
    }),
  };
}

export function titleOf({ answer }: Pick<Image, 'answer'>): string {
  return `Why it said ${answer}`;
}

export function aboutOf({ index, label }: Pick<Image, 'index' | 'label'>): string {
  return `The picture: held-out image ${index}, a ${label}`;
}
