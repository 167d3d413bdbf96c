import { scoresByStep } from '../../observation/scores';
import { momentInWords } from './in-words';
import type { ShowLayers } from './layers';
import { part } from './part';
import { drawScores } from './score-chart';
import type { Shown, WatchedData, WatchedOnPage } from './watched-data';

/** Shows a step under a label: in words, as a point of the chart, and what the layers do. */
export function showMoment(
  { images, window, names }: WatchedData,
  shown: Shown,
  showLayers: ShowLayers,
): void {
  const { step, hypothesis } = shown;
  const image = images[shown.image] as WatchedOnPage;
  const scores = scoresByStep(image.goodness);
  const slider = part<HTMLInputElement>('step');
  slider.value = String(step);
  slider.setAttribute('aria-valuetext', `step ${step} of ${slider.max}`);
  part('moment').textContent = momentInWords(
    step,
    hypothesis,
    image.goodness[step] ?? [],
    scores[step] ?? [],
    names,
  );
  drawScores(part('chart'), { image, scores, window, names }, shown);
  showLayers(shown);
}
