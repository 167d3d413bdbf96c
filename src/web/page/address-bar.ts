import { inAddress, type LearntBy } from '../scene/address';
import type { PageState } from '../scene/page-state';

/** Milliseconds between two changes of the address: browsers refuse what comes faster (Safari, 100 in 30 s). */
const PAUSE = 350;

/** The address in the browser's bar, which says what the page shows. */
export interface AddressBar {
  /** Says this state, soon: a stroke changes it at every move. */
  readonly keep: (state: PageState) => void;
  /** Says now what it was to say. */
  readonly write: () => void;
}

/** The address of the page in this state. */
export function linkTo(state: PageState, learntBy: LearntBy): string {
  return new URL(`#${inAddress(state, learntBy)}`, location.href).href;
}

/** The browser's bar, where the networks of the page have learnt to watch so. */
export function addressBar(learntBy: LearntBy): AddressBar {
  let due: PageState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (due) history.replaceState(undefined, '', linkTo(due, learntBy));
    due = undefined;
  };
  return {
    write,
    keep(state) {
      due = state;
      timer ??= setTimeout(write, PAUSE);
    },
  };
}
