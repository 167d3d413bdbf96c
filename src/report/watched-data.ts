import { nameFor, numbered } from '../data/class-names';
import type { WatchedFile } from '../observation/watched-file';
import type { WatchedData } from './browser/watched-data';
import { whyInWords } from './why-in-words';
import { withArticle } from './with-article';

type Image = WatchedFile['images'][number];

/** What the page's script needs of what was watched; the pictures are on the page. */
export function watchedData(watched: WatchedFile): WatchedData {
  const { window, units, images } = watched;
  const names = namesIn(watched);
  return {
    ...{ window, units, names },
    images: images.map((image) => {
      const { label, answer, goodness, activity } = image;
      const words = {
        title: titleOf(image, names),
        why: whyInWords(image, window, names),
        about: aboutOf(image, names),
      };
      return { label, answer, ...words, goodness, activity };
    }),
  };
}

/** What the classes are called. */
export function namesIn({ classNames, images }: WatchedFile): readonly string[] {
  return classNames ?? numbered(images[0]?.goodness[0]?.length ?? 0);
}

export function titleOf({ answer }: Pick<Image, 'answer'>, names: readonly string[]): string {
  return `Why it said ${nameFor(names, answer)}`;
}

export function aboutOf(
  { index, label }: Pick<Image, 'index' | 'label'>,
  names: readonly string[],
): string {
  return `The picture: held-out image ${index}, ${withArticle(nameFor(names, label))}`;
}
