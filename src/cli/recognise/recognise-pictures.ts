import { bufferCount, from } from 'rxjs';
import { startEngine } from '../../engine/backend';
import { InputError } from '../../input/errors';
import { imagesAtOnce } from '../../perception/evaluate';
import { networkMeant } from '../../trained/named-network';
import { BEST, howToGet, SMALL, shippedFile } from '../../trained/shipped-model';
import { tell } from '../print';
import { networkInWords, pictureNetwork } from './picture-network';
import { picturesIn } from './pictures-in';
import { recognised } from './recognised';
import {
  checkPreparedFolder,
  keepPrepared,
  type Refused,
  type SeenPicture,
  seenPictures,
} from './seen-pictures';
import { tellAsJson, tellInWords } from './tell-recognised';

/** How pictures are to be recognised. */
export interface RecogniseRequest {
  /** A run's folder, a checkpoint, or the name of a network that comes with the program: by default the best. */
  readonly network?: string | undefined;
  /** The folder in which runs are looked for by their names. */
  readonly runs: string;
  /** Whether PNGs and JPEGs are left as they are, and not prepared. */
  readonly asIs: boolean;
  /** The folder in which to write what the network saw, as PNGs. */
  readonly prepared?: string | undefined;
  readonly engine?: string | undefined;
  readonly json: boolean;
}

/**
 * Tells what a network takes the pictures at these paths for. Where one cannot be used, the others
 * are answered all the same; in the end InputError is thrown.
 */
export async function recognisePictures(
  paths: readonly string[],
  { network: given, runs, asIs, prepared: folder, engine, json }: RecogniseRequest,
): Promise<void> {
  const { files, others } = await picturesIn(paths);
  if (folder !== undefined) checkPreparedFolder(folder, files);
  await startEngine(engine);
  const network = await pictureNetwork(
    given === undefined ? bestThere() : networkMeant(given, runs),
  );
  tell(networkInWords(network, asIs));
  for (const file of others)
    tell(`left out: ${file} is neither a PNG, nor a JPEG, nor an IDX file of images`);

  const telling = json ? tellAsJson(network) : tellInWords(files.length, network.looks);
  const refused: Refused[] = [];
  let number = 0;
  const atOnce = imagesAtOnce(network.looks.classNames.length);
  const pictures = from(seenPictures(files, network.looks, asIs));
  await pictures.pipe(bufferCount(atOnce)).forEach((batch) => {
    for (const one of batch.filter(isRefused)) {
      refused.push(one);
      telling.refusal(one);
    }
    for (const one of recognised(network, batch.filter(isSeen))) {
      number++;
      const kept =
        folder === undefined ? undefined : keepPrepared(folder, number, one.seen, network.looks);
      telling.answer(one, kept);
    }
  });
  telling.end();
  const [first] = refused;
  if (first && files.length === 1) throw first.error;
  if (first)
    throw new InputError(`${refused.length} of ${files.length} files could not be recognised`);
}

/** The best network that is there: an installed package has not the largest. */
function bestThere(): string {
  if (shippedFile(BEST)) return BEST;
  tell(
    `${SMALL} answers, since ${BEST}, which errs less, is not in this package: ${howToGet(BEST)}`,
  );
  return SMALL;
}

const isRefused = (one: SeenPicture | Refused): one is Refused => 'error' in one;

const isSeen = (one: SeenPicture | Refused): one is SeenPicture => !isRefused(one);
