// What the site does in the browser: light or dark, its contents on a phone, and the search.
import MiniSearch from 'minisearch';
import { SEARCHED } from './searched.mjs';

const { root } = document.currentScript.dataset;
const MOST = 12;

const THEME = 'topdown-theme';
const chosen = stored((all) => all.getItem(THEME));
if (chosen) document.documentElement.dataset.theme = chosen;

addEventListener('DOMContentLoaded', () => {
  themes();
  contents();
  search(document.getElementById('search'));
});

function themes() {
  document.getElementById('theme').addEventListener('click', () => {
    const now = document.documentElement.dataset.theme;
    const dark = now ? now === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    const next = dark ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    stored((all) => all.setItem(THEME, next));
  });
}

/** What `use` makes of what the site stores; undefined where the browser lets it store nothing. */
function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

function contents() {
  const menu = document.getElementById('menu');
  menu.addEventListener('click', () => {
    const open = document.body.classList.toggle('contents');
    menu.setAttribute('aria-expanded', String(open));
  });
  document.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
}

/**
 * The index is fetched when somebody first searches, by a script: a page opened from a folder may not ask for more.
 * Undefined where it cannot be had; it is fetched again when it is next asked for.
 */
let index;
function readIndex() {
  index ??= new Promise((resolve) => {
    window.topdownIndex = (text) => resolve(MiniSearch.loadJSON(text, SEARCHED));
    const script = document.createElement('script');
    script.src = `${root}search-index.js`;
    script.addEventListener('error', () => {
      index = undefined;
      resolve(undefined);
    });
    document.head.append(script);
  });
  return index;
}

function search(place) {
  const field = Object.assign(document.createElement('input'), {
    type: 'search',
    placeholder: 'Search',
  });
  field.setAttribute('aria-label', 'Search');
  const found = Object.assign(document.createElement('ol'), { className: 'found', hidden: true });
  // What is found is shown without moving the focus there, so it is said, too (WCAG 4.1.3).
  const status = Object.assign(document.createElement('p'), { className: 'unseen' });
  status.setAttribute('role', 'status');
  place.append(field, found, status);
  field.addEventListener('focus', readIndex);
  field.addEventListener('input', async () => {
    const words = field.value.trim();
    const { note, hits } = words ? hitsFor(await readIndex(), words) : NONE;
    if (words !== field.value.trim()) return; // something else has been typed since
    found.replaceChildren(...(note ? [item(note)] : []), ...hits.map(line));
    found.hidden = words === '';
    status.textContent = inWords(note, hits.length);
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      field.value = '';
      found.hidden = true;
      status.textContent = '';
    }
    if (event.key === 'Enter' && document.activeElement === field)
      found.querySelector('a')?.click();
  });
}

const NONE = { note: '', hits: [] };

/** What has all of the words; where nothing has, what has some of them, which the note says. */
function hitsFor(index, words) {
  if (!index) return { ...NONE, note: 'The search does not work: its index cannot be loaded.' };
  const [all, some] = ['AND', 'OR'].map((combineWith) => index.search(words, { combineWith }));
  if (some.length === 0) return { ...NONE, note: `Nothing has ${words}` };
  if (all.length > 0) return { ...NONE, hits: all.slice(0, MOST) };
  return { note: 'Nothing has all of these words. Some are in:', hits: some.slice(0, MOST) };
}

/** What a search showed, for those who cannot see it. */
function inWords(note, count) {
  const results = count === 0 ? '' : `${count} ${count === 1 ? 'result' : 'results'} shown`;
  return `${note} ${results}`.trim();
}

function line({ title, page, to }) {
  const link = Object.assign(document.createElement('a'), {
    href: `${root}${to}`,
    textContent: title,
  });
  const where = Object.assign(document.createElement('small'), {
    textContent: page === title ? '' : page,
  });
  link.append(where);
  return item(link);
}

function item(content) {
  const made = document.createElement('li');
  made.append(content);
  return made;
}
