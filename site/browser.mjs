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

/** The index is fetched when somebody first searches, by a script: a page opened from a folder may not ask for more. */
let index;
function readIndex() {
  index ??= new Promise((resolve) => {
    window.topdownIndex = (text) => resolve(MiniSearch.loadJSON(text, SEARCHED));
    const script = document.createElement('script');
    script.src = `${root}search-index.js`;
    document.head.append(script);
  });
  return index;
}

function search(place) {
  const field = Object.assign(document.createElement('input'), {
    type: 'search',
    placeholder: 'Search  /',
  });
  field.setAttribute('aria-label', 'Search');
  const found = Object.assign(document.createElement('ol'), { className: 'found', hidden: true });
  place.append(field, found);
  field.addEventListener('focus', readIndex);
  field.addEventListener('input', async () => {
    const words = field.value.trim();
    const lines = words ? linesFor(await readIndex(), words) : [];
    if (words !== field.value.trim()) return; // something else has been typed since
    found.replaceChildren(...lines);
    found.hidden = words === '';
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      field.value = '';
      found.hidden = true;
    }
    if (event.key === '/' && !/^(?:input|textarea|select)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      field.focus();
    }
    if (event.key === 'Enter' && document.activeElement === field)
      found.querySelector('a')?.click();
  });
}

/** What has all of the words; where nothing has, what has some of them, which is said. */
function linesFor(index, words) {
  const [all, some] = ['AND', 'OR'].map((combineWith) => index.search(words, { combineWith }));
  if (some.length === 0) return [note(`Nothing has ${words}`)];
  const lines = (all.length > 0 ? all : some).slice(0, MOST).map(line);
  return all.length > 0 ? lines : [note('Nothing has all of these words. Some are in:'), ...lines];
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
  const item = document.createElement('li');
  item.append(link);
  return item;
}

const note = (textContent) => Object.assign(document.createElement('li'), { textContent });
