import { imageSize, type LabelledImages } from '../../images/labelled-images';
import { slice } from '../../images/split';
import { HALVES, hideHalf, pixelsOfHalf } from '../../images/stimuli/hidden-half';
import { imagesAtOnce } from '../../perception/evaluate';
import type { Surroundings } from '../../runs/scenario';
import { classMeans } from '../measures/likeness';
import type { StudySubject } from '../subject';
import type { FeedforwardSubject } from '../watching/beside';
import { pieceByPiece, recogniseImages } from '../watching/recognise-images';
import { stillVideo } from '../watching/watch-video';
import { completeImages } from './complete-images';
import { completionDrawings } from './drawings';
import { fitRows, fitStepRows, wrongRows } from './fit-rows';
import { hiddenPixels } from './fits';
import { type CompletionRow, FILLS, type Fill } from './rows';

const fills = Object.keys(FILLS) as Fill[];

/**
 * How a network completes and recognises images of which each half in turn is hidden, and how well the
 * mean images of classes would do; see `CompletionRow`. Throws Interrupted.
 */
export async function measureCompletion(
  { network, settings }: Pick<StudySubject, 'network' | 'settings'>,
  { images, training }: { readonly images: LabelledImages; readonly training: LabelledImages },
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<CompletionRow[]> {
  const means = classMeans(training.pixels, training.labels, training.classes);
  const size = imageSize(images);
  const rows: CompletionRow[] = [];
  const complete = ({ start, part }: Part, fill: Fill) => {
    const halves = HALVES.map((half) => {
      const hidden = hiddenPixels(part.pixels, size, pixelsOfHalf(half, images));
      const shown = hideHalf(part, half, FILLS[fill]);
      const video = stillVideo(shown, settings.steps);
      const seen = completeImages(network, video, hidden, settings);
      const of = { seen, hidden, labels: part.labels, start, half, fill };
      rows.push(...fitRows(of, means, settings.window.last), ...completionDrawings(of, means));
      rows.push(...wrongRows(of, 'top-down', seen.goodness));
      rows.push(...wrongRows(of, 'one-pass', seen.readout));
      return of;
    });
    rows.push(...fitStepRows(halves));
  };
  const pieces = [...parts(images)].flatMap((part) => fills.map((fill) => [part, fill] as const));
  await pieceByPiece(surroundings, 'completing', pieces, (piece) => complete(...piece));
  return rows;
}

/** How a feed-forward network recognises the same images. Throws Interrupted. */
export async function completionAnswers(
  { system, recogniser, answers }: FeedforwardSubject,
  images: LabelledImages,
  surroundings: Pick<Surroundings, 'signal'>,
): Promise<CompletionRow[]> {
  const rows: CompletionRow[] = [];
  for (const fill of fills)
    for (const half of HALVES) {
      const shown = hideHalf(images, half, FILLS[fill]);
      const said = answers(await recogniseImages(surroundings, recogniser, shown));
      rows.push(...wrongRows({ labels: images.labels, start: 0, half, fill }, system, said));
    }
  return rows;
}

/** Some images in a row, and the place of the first. */
type Part = { readonly start: number; readonly part: LabelledImages };

/** The images, as many at once as are tried under every label together; shares their pixels. */
function* parts(images: LabelledImages): Generator<Part> {
  const most = imagesAtOnce(images.classes);
  for (let start = 0; start < images.count; start += most)
    yield { start, part: slice(images, start, Math.min(images.count, start + most)) };
}
