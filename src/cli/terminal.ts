import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { visible } from '../input/errors';
import { screenWidth } from '../machine/screen';
import type { Progress, Surroundings } from '../runs/scenario';
import { onTerminal, tell } from './print';

/** What people see, all of it on stderr: stdout belongs to results. */
export interface Terminal extends Pick<Surroundings, 'say' | 'progress'> {
  /** Takes away whatever progress is still shown, as it is where work ended by an error. */
  readonly close: () => void;
}

/** Bars with the time left, and details under them, on a terminal; a plain line now and then where stderr is piped. */
export function terminal(stream: NodeJS.WriteStream = process.stderr): Terminal {
  return stream.isTTY ? withBars(stream) : withLines(stream);
}

/** One block of bars at a time, a bar for each piece of work that is under way. */
function withBars(stream: NodeJS.WriteStream): Terminal {
  let bars: MultiBar | undefined;
  let open = 0;
  const close = () => {
    bars?.update(); // shows the lines that were logged last: stopping drops them
    bars?.stop();
    bars = undefined;
    open = 0;
  };
  process.once('exit', close); // gives the cursor back
  return {
    close,
    say(text) {
      if (bars) bars.log(onTerminal(`${text}\n`, stream).replaceAll('\n', TO_THE_END));
      else tell(text, stream);
    },
    progress(what, total, done = 0) {
      bars ??= new MultiBar({ ...LOOK, stream, barsize: LONGEST }, Presets.shades_classic);
      open++;
      const all = bars;
      const format = `${what} {bar} {percentage} % | {note} | {eta_formatted} left`;
      const room = (screenWidth(stream) ?? 80) - what.length - BESIDE;
      const barsize = Math.max(SHORTEST, Math.min(LONGEST, room));
      const bar = all.create(total, done, { note: '' }, { format, barsize });
      const under: SingleBar[] = [];
      return {
        advance(by, note, details = []) {
          for (const [at, text] of details.map(visible).entries()) {
            under[at] ??= all.create(1, 0, { text }, { format: '  {text}' });
            under[at].update(0, { text });
          }
          const words = note === undefined ? {} : { note: visible(note) };
          if (by > 0) bar.increment(by, words);
          else bar.update(words); // an update by nothing would make the time left endless
        },
        done() {
          if (bars !== all) return; // it was closed
          open--;
          if (open === 0) return close();
          for (const one of [bar, ...under]) all.remove(one);
        },
      };
    },
  };
}

/** Takes away what a bar left on the line, which is written over, and ends it. */
const TO_THE_END = '\x1b[K\n';

/** Letters of a bar, and those that stand beside it besides what is done: share, note and time left. */
const [SHORTEST, LONGEST, BESIDE] = [10, 40, 54];

const LOOK = { etaBuffer: 200, fps: 5, hideCursor: true, clearOnComplete: true };

/** Milliseconds between two lines of progress. */
const PAUSE = 15_000;

function withLines(stream: NodeJS.WriteStream): Terminal {
  const say = (text: string) => tell(text, stream);
  return {
    say,
    close: () => undefined,
    progress(what, total, before = 0): Progress {
      const start = performance.now();
      let [done, last] = [before, start];
      return {
        advance(by, note) {
          done += by;
          const now = performance.now();
          if (now - last < PAUSE || done >= total) return;
          last = now;
          const left = ((now - start) / (done - before)) * (total - done);
          const time = done > before ? `${inWords(left)} left` : '';
          const words = [`${Math.floor((100 * done) / total)} %`, note, time];
          say(`${what}: ${words.filter(Boolean).join(', ')}`);
        },
        done: () => undefined,
      };
    },
  };
}

/** What a line of progress says is done, in per cent; undefined of any other line. */
export function percentSaid(line: string): number | undefined {
  const [, percent] = /^[^:]+: (\d+) %(?:,|$)/.exec(line) ?? [];
  return percent === undefined ? undefined : Number(percent);
}

function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
