import { scoresByStep } from '../../observation/scores';
import { part, radios } from './part';
import { fillScoreTable } from './score-table';
import type { Shown, WatchedData, WatchedOnPage } from './watched-data';

/** Shows what of an image stays the same from step to step. */
export function showImage(
  { images, window, names }: WatchedData,
  { image: at, hypothesis }: Shown,
): void {
  const image = images[at] as WatchedOnPage;
  const picture = part<HTMLImageElement>('picture');
  const small = radios('image')[at]?.parentElement?.querySelector('img');
  if (small) picture.src = small.src;
  picture.alt = image.about;
  part('why-title').textContent = image.title;
  part('why-words').textContent = image.why;
  for (const [label, input] of radios('hypothesis').entries()) {
    input.checked = label === hypothesis;
    const mark = input.parentElement?.querySelector('.mark');
    if (mark) mark.textContent = markOf(label, image);
  }
  fillScoreTable(part('scores'), scoresByStep(image.goodness), window, names);
}

function markOf(label: number, { answer, label: truth }: WatchedOnPage): string {
  if (label === answer) return 'answer';
  return label === truth ? 'true' : '';
}
