import { nameFor, namesSaid } from '../../images/labelled-images';
import type { Looks } from '../../images/looks';
import { visibleWord } from '../../input/errors';
import { portrait } from '../../observation/portrait';
import { print, printJson, tell } from '../print';
import type { PictureNetwork } from './picture-network';
import type { Recognised } from './recognised';
import type { Refused, SeenPicture } from './seen-pictures';

/** Where answers go: told one by one, and ended. */
export interface Telling {
  readonly answer: (recognised: Recognised, kept?: string) => void;
  readonly refusal: (refused: Refused) => void;
  readonly end: () => void;
}

/** What the network saw is shown of so many files; of more, answers alone, a line each. */
const SHOWN = 10;

/** In words, as they come; of a single picture each label's score at each step, too. */
export function tellInWords(files: number, looks: Looks): Telling {
  const name = (label: number) => nameFor(looks.classNames, label);
  return {
    answer({ seen, answer, table }) {
      const { label, runnerUp, margin, readout } = answer;
      const next =
        margin === undefined ? '' : `, ahead of ${name(runnerUp ?? label)} by ${margin.toFixed(3)}`;
      const unit = margin === undefined ? '' : ' in goodness per unit';
      print(`${nameOf(seen)}: ${name(label)}${next}${unit} (readout: ${name(readout)})\n`);
      if (seen.image !== undefined || files > SHOWN) return;
      print(`${preparation(seen)}\n${portrait(seen.pixels, looks)}\n`);
      if (files === 1) print(`${table()}\n`);
    },
    refusal({ error }) {
      if (files > 1) tell(`error: ${error.message}`);
    },
    end: () => undefined,
  };
}

/** All at the end, as JSON: what each picture looked like to the network, too. */
export function tellAsJson({ file, looks }: Pick<PictureNetwork, 'file' | 'looks'>): Telling {
  const names = namesSaid(looks.classNames);
  const answers: object[] = [];
  const refused: object[] = [];
  return {
    answer({ seen, answer }, kept) {
      const { pixels, prepared, fitted: _, ...about } = seen;
      const { pixels: __, ...done } = prepared ?? { pixels };
      const shown =
        seen.image === undefined ? { prepared: prepared ? done : null, pixels: [...pixels] } : {};
      const named = names && { name: nameFor(names, answer.label) };
      answers.push({ ...about, ...answer, ...named, ...shown, ...(kept && { kept }) });
    },
    refusal: ({ file, error }) => void refused.push({ file, reason: error.message }),
    end: () => printJson({ network: file, classNames: names, answers, refused }),
  };
}

function nameOf({ file, image }: SeenPicture): string {
  const name = visibleWord(file);
  return image === undefined ? name : `${name}, image ${image}`;
}

/** What was done to a picture before the network saw it. */
function preparation({ prepared, fitted }: SeenPicture): string {
  if (fitted) return 'its middle, fitted in its colours';
  if (!prepared) return 'left as it is';
  const { inverted, evened, ink } = prepared;
  return [
    inverted ? 'dark ink on light ground: inverted' : 'bright ink on dark ground',
    ...(evened ? ['uneven light: evened'] : []),
    `ink of ${ink.columns} × ${ink.rows} pixels: fitted and centred`,
  ].join('; ');
}
