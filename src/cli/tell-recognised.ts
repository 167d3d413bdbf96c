import { visibleWord } from '../engine/visible';
import { portrait } from '../observation/portrait';
import { print, printJson } from './print';
import type { Recognised } from './recognised';
import type { Refused, Seen } from './seen-pictures';
import { tell } from './tell';

/** Where answers go: told one by one, and ended. */
export interface Telling {
  readonly answer: (recognised: Recognised, kept?: string) => void;
  readonly refusal: (refused: Refused) => void;
  readonly end: () => void;
}

/** What the network saw is shown of so many files; of more, answers alone, a line each. */
const SHOWN = 10;

/** In words, as they come; of a single picture each label's score at each step, too. */
export function tellInWords(files: number): Telling {
  return {
    answer({ seen, answer, table }) {
      const { label, runnerUp, margin, readout } = answer;
      const next = margin === undefined ? '' : `, ahead of ${runnerUp} by ${margin.toFixed(3)}`;
      const unit = margin === undefined ? '' : ' in goodness a unit';
      print(`${nameOf(seen)}: ${label}${next}${unit} (readout: ${readout})\n`);
      if (seen.image !== undefined || files > SHOWN) return;
      const side = Math.sqrt(seen.pixels.length);
      print(`${preparation(seen)}\n${portrait(seen.pixels, side, side)}\n`);
      if (files === 1) print(`${table()}\n`);
    },
    refusal({ error }) {
      if (files > 1) tell(`error: ${error.message}`);
    },
    end: () => undefined,
  };
}

/** All at the end, as JSON: what each picture looked like to the network, too. */
export function tellAsJson(network: string): Telling {
  const answers: object[] = [];
  const refused: object[] = [];
  return {
    answer({ seen, answer }, kept) {
      const { pixels, prepared, ...about } = seen;
      const { pixels: _, ...done } = prepared ?? { pixels };
      const looks =
        seen.image === undefined ? { prepared: prepared ? done : null, pixels: [...pixels] } : {};
      answers.push({ ...about, ...answer, ...looks, ...(kept && { kept }) });
    },
    refusal: ({ file, error }) => void refused.push({ file, reason: error.message }),
    end: () => printJson({ network, answers, refused }),
  };
}

function nameOf({ file, image }: Seen): string {
  const name = visibleWord(file);
  return image === undefined ? name : `${name}, image ${image}`;
}

/** What was done to a picture before the network saw it. */
function preparation({ prepared }: Seen): string {
  if (!prepared) return 'left as it is';
  const { inverted, evened, ink } = prepared;
  return [
    inverted ? 'dark ink on light ground: inverted' : 'bright ink on dark ground',
    ...(evened ? ['uneven light: evened'] : []),
    `ink of ${ink.columns} × ${ink.rows} pixels: fitted and centred`,
  ].join('; ');
}
