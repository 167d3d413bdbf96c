// What the site has, in the order in which its navigation shows it. Each page is a file of this project, which
// reads as well where it lies; the site holds no text of its own.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../setup/folders.mjs';

/** The files in a folder whose names end so, as paths from the project's folder. */
const filesIn = (folder, ending) =>
  existsSync(path.join(projectFolder, folder))
    ? readdirSync(path.join(projectFolder, folder))
        .filter((name) => name.endsWith(ending) && name !== 'README.md')
        .sort()
        .map((name) => `${folder}/${name}`)
    : [];

const docs = (...names) => names.map((name) => `docs/${name}.md`);

/**
 * Sections, each with the files that its pages are made of, and how much what a search finds there counts:
 * how things are done before how they were made.
 */
const NAMED = [
  {
    title: 'Start',
    weight: 1.5,
    sources: ['README.md', ...docs('start', 'jobs', 'faq', 'glossary')],
  },
  { title: 'Tutorials', sources: ['notebooks/README.md', ...filesIn('notebooks', '.ipynb')] },
  {
    title: 'How to',
    weight: 2,
    sources: docs(
      ...['pictures', 'page', 'data', 'comparison', 'seeing', 'python', 'tools', 'sweeps'],
      ...['scenario', 'library', 'architectures', 'extending', 'engines', 'stopping'],
    ),
  },
  {
    title: 'Experiments',
    sources: ['docs/experiments/README.md', ...filesIn('docs/experiments', '.md')],
  },
  {
    title: 'Results',
    sources: [
      'RESULTS.md',
      ...filesIn('results', '.md'),
      ...docs('gallery', 'factorial', 'reproduction', 'cifar', 'speed'),
    ],
  },
  {
    title: 'Shipped networks',
    weight: 0.5,
    sources: filesIn('models', '.md'),
  },
  {
    title: 'Understand',
    sources: docs('model', 'belief', 'relatives', 'architecture', 'promises'),
  },
  { title: 'API', sources: docs('api') },
  {
    title: 'Project',
    weight: 0.3,
    sources: ['CHANGELOG.md', 'CONTRIBUTING.md', ...docs('deprecation', 'mutation')],
  },
];

/** Documents that no section names yet come after those that explain. */
const named = new Set(NAMED.flatMap(({ sources }) => sources));
const others = filesIn('docs', '.md').filter((source) => !named.has(source));

/** Sections of the navigation, each with the files that its pages are made of and its weight in a search. */
export const SECTIONS = NAMED.map(({ title, weight = 1, sources }) => ({
  title,
  weight,
  sources: title === 'Understand' ? [...sources, ...others] : sources,
}));

/** Folders whose pages lie elsewhere on the site than in the project. */
const PLACES = [
  ['docs/', ''],
  ['notebooks/', 'tutorials/'],
  ['models/', 'networks/'],
];

/** Where the page of a source lies on the site. */
export function addressOf(source) {
  if (source === 'README.md') return 'index.html';
  const [from, to] = PLACES.find(([folder]) => source.startsWith(folder)) ?? ['', ''];
  const name = source.slice(from.length).replace(/\.(md|ipynb)$/, '.html');
  return `${to}${name.replace(/README\.html$/, 'index.html')}`.toLowerCase();
}
