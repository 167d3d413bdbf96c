import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it, vi } from 'vitest';
import { drawFigure } from '../../src/charts/figure';
import { drawingOf } from '../../src/charts/svg';
import { withArticle } from '../../src/images/with-article';
import { overWindow, ranked, scoresByStep } from '../../src/observation/scores';
import type { WatchedFile } from '../../src/observation/watched-file';
import { writeComparison } from '../../src/pages/beside/comparison-page';
import { chartInWords, differenceInWords, momentInWords } from '../../src/pages/browser/in-words';
import { player } from '../../src/pages/browser/player';
import { differencePlaces, unitDifferences } from '../../src/pages/browser/unit-differences';
import { gridOf, unitPixels } from '../../src/pages/browser/units-canvas';
import { browserScript } from '../../src/pages/report/browser-script';
import { data, html } from '../../src/pages/report/html';
import { numberFormat, spanInWords } from '../../src/pages/report/in-words';
import { writeReport } from '../../src/pages/report/report';
import { plainData } from '../../src/pages/report/tables';
import { whyInWords } from '../../src/pages/report/why-in-words';
import type { HeldRun } from '../../src/runs/held-run';
import { newRun } from '../../src/runs/perform';
import type { RunRecord } from '../../src/runs/run-record';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

/** Two images of 2 × 2 pixels, watched for two steps by layers of 3 and 2 units, under two labels. */
const WATCHED: WatchedFile = {
  schema: 1,
  window: { first: 1, last: 2 },
  units: [3, 2],
  images: [0, 1].map((label) => ({
    ...{ index: label, label, answer: 0, readout: 1, rows: 2, columns: 2 },
    pixels: Buffer.from([0, 255, 128, 0]).toString('base64'),
    goodness: [1, 2, 3].map((step) => [
      [step, 0.5],
      [step, 0.25],
    ]),
    activity: [3, 2].map((units) => ({
      most: 2,
      bytes: Buffer.alloc(3 * 2 * units, 100).toString('base64'),
    })),
  })),
};

function run(change: Partial<RunRecord> = {}): HeldRun {
  const made = newRun(temporaryFolder(), { ...RECORD, ...change });
  writeFileSync(made.file('watched.json'), JSON.stringify(WATCHED));
  return made;
}

function drawn(run: HeldRun, words: string): void {
  mkdirSync(run.file('figures'));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text>${words}</text></svg>`;
  writeFileSync(run.file('figures', 'one.svg'), svg);
  run.update({ figures: [{ file: 'figures/one.svg', title: words, caption: 'A "caption"' }] });
}

const textOf = ({ textContent }: { textContent: string | null }) => textContent;

const readFile = (file: string) => readFileSync(file, 'utf8');
const parsed = (file: string) => parseHTML(readFile(file)).document;

describe('the report of a run', () => {
  it('lets run and style what is in it and nothing else', () => {
    const document = parsed(writeReport(run()));
    const policy = document
      .querySelector('meta[http-equiv="Content-Security-Policy"]')
      ?.getAttribute('content');
    const hash = (selector: string) => {
      const [only, ...others] = document.querySelectorAll(selector);
      expect(others).toEqual([]);
      const content = only?.textContent ?? '';
      return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    };
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      'img-src data:',
      `style-src ${hash('style')}`,
      `script-src ${hash('script:not([type])')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    for (const attribute of ['src', 'href'])
      for (const one of document.querySelectorAll(`[${attribute}]`))
        expect(one.getAttribute(attribute)).toMatch(/^(data:|#)/);
  });

  it('has the command with the folder of its data, and says what these are', () => {
    const checksums = { 'train-labels-idx1-ubyte': 'a'.repeat(64) };
    const about = { set: 'mnist', source: 'folder', path: '/my data', split: 'test' } as const;
    const file = writeReport(run({ data: { ...about, checksums, training: 5, held: 1 } }));
    const command = parsed(file).querySelector('header code')?.textContent;
    expect(command).toMatch(/ --data '\/my data' --seed 17$/);
    const words = parsed(file).body.textContent ?? '';
    for (const told of ['mnist (files of one’s own): 5 training images', 'a'.repeat(12)])
      expect(words).toContain(told);
  });

  it('allows no script where it has none', () => {
    const made = newRun(temporaryFolder(), RECORD);
    const text = readFile(writeReport(made));
    expect(text).toContain("script-src 'none'");
    expect(text).not.toContain('<script');
  });

  it('shows text as text, whatever is in it', () => {
    const error = 'no <b>bold</b> "words" & <script>alert(1)</script>';
    const options = { name: '<i>', other: '</script>' };
    const made = run({ status: 'failed', error, options });
    drawn(made, '</figure>');
    const document = parsed(writeReport(made));
    expect(document.querySelector('.error')?.textContent).toBe(error);
    expect(document.querySelectorAll('main b, i, script').length).toBe(
      document.querySelectorAll('fieldset b, figcaption b, .verdict b, .note b, script').length,
    );
    expect(document.querySelectorAll('script').length).toBe(2);
    expect(document.querySelector('.drawn img')?.getAttribute('alt')).toBe(
      '</figure>. A "caption"',
    );
  });

  it('tells what was run, what came of it, and nothing of the machine', () => {
    const made = run();
    drawn(made, 'A figure');
    const file = writeReport(made);
    const document = parsed(file);
    const words = document.body.textContent ?? '';
    for (const told of [
      'That 1 < 2 & 3.',
      'finished after 100 s',
      '2026-01-02 03:04 UTC',
      'npx topdown run some-scenario --epochs 2 --hidden 3,2 --seed 17',
      'top-down: goodness of each label',
      '1.25 %',
      '0.70 to 2.10 %',
      'Error on 1,000 images',
      'json.load(open("run.json"))',
    ])
      expect(words).toContain(told);
    expect(readFile(file)).not.toContain('nobodys-host');
    const contents = [...document.querySelectorAll('nav a')].map((one) => one.textContent);
    expect(contents).toEqual(['Why this answer', 'Results', 'Figures', 'Settings', 'Files']);
    expect(document.querySelector('main section')?.id).toBe('why');
    const image = document.querySelector('.drawn img')?.getAttribute('src') ?? '';
    const svg = Buffer.from(image.split(',')[1] ?? '', 'base64').toString();
    expect(svg).toContain('<text>A figure</text>');
  });

  it('tells a finding in a row: what was expected, found and judged', () => {
    const finding = {
      ...{ claim: 'more is more', measure: 'points', expected: 'above', than: 0, within: 1 },
      ...{ estimate: 0.5, low: -0.25, high: 1.25, networks: 2, items: 9, each: [2e-17, 1] },
      ...{ p: 0.04, adjusted: 0.08, verdict: 'undecided', detectable: 1.5 },
    };
    const document = parsed(writeReport(run({ results: { findings: [finding] } })));
    const [table] = document.querySelectorAll('#results table');
    const texts = (cells: string) => Array.from(table?.querySelectorAll(cells) ?? [], textOf);
    expect(texts('thead th')).toEqual([
      ...['expected', 'measured', 'found', 'each network', 'p', 'verdict'],
      'smallest detectable',
    ]);
    expect(texts('tbody > tr > *')).toEqual([
      ...['more is more', 'points, expected above 0', '0.5-0.25 to 1.25, 2 networks × 9'],
      ...['0, 1', '0.080', 'undecided', '1.5'],
    ]);
  });

  it('is the same for the same folder, and leaves out a figure that is gone', () => {
    const made = run({ figures: [{ file: 'figures/gone.svg', title: 'Gone', caption: '' }] });
    const text = readFile(writeReport(made));
    expect(readFile(writeReport(made.path))).toBe(text);
    expect(text).not.toContain('Gone');
  });
});

describe('a figure on a page', () => {
  const declare = () => ({
    title: 'A title',
    caption: 'A caption. '.repeat(30),
    options: { width: 300, height: 200, marks: [] },
  });

  it('is its drawing alone, where its SVG tells where that is: title and caption are text', async () => {
    const made = run();
    mkdirSync(made.file('figures'));
    const { svg, title, caption } = await drawFigure('one', declare);
    writeFileSync(made.file('figures', 'one.svg'), svg);
    made.update({ figures: [{ file: 'figures/one.svg', title, caption }] });
    const document = parsed(writeReport(made));
    expect(document.querySelector('#figure-one')?.textContent).toBe('A title');
    expect(document.querySelector('.drawn figcaption')?.textContent).toBe(caption);
    const source = document.querySelector('.drawn img')?.getAttribute('src') ?? '';
    const shown = Buffer.from(source.split(',')[1] ?? '', 'base64').toString();
    expect(shown).toMatch(/^<svg [^>]*viewBox="0 44 300 204"/);
    expect(shown).toMatch(/^<svg [^>]*height="204"/);
    expect(drawingOf(svg)).toEqual({ svg: shown, width: 300 });
    expect(drawingOf(svg.replace(/data-drawing="[^"]*"/, ''))).toBeUndefined();
  });

  it('of the scores of an image is left out where the page steps through that image', () => {
    const made = run();
    mkdirSync(made.file('figures'));
    const figures = [0, 7].map((image) => {
      const file = `figures/goodness-by-step-of-image-${image}.svg`;
      writeFileSync(made.file(file), '<svg xmlns="http://www.w3.org/2000/svg"/>');
      return { file, title: `Why image ${image}`, caption: '' };
    });
    made.update({ figures });
    const links = [...parsed(writeReport(made)).querySelectorAll('#figures li')];
    expect(links.map((one) => one.textContent)).toEqual(['Why image 7']);
  });
});

describe('data and script in a page', () => {
  it('cannot end their element', () => {
    const { markup } = data('it', { text: '</script><script>alert(1)</script><!--' });
    expect(markup.slice(markup.indexOf('>') + 1, -'</script>'.length)).not.toContain('<');
    const element = parseHTML(markup).document.querySelector('#it');
    expect(JSON.parse(element?.textContent ?? '')).toEqual({
      text: '</script><script>alert(1)</script><!--',
    });
    expect(browserScript()).not.toMatch(/<\/|<!--/);
  });

  it('the script holds all that it needs', () => {
    const script = browserScript();
    expect(() => new Function(script)).not.toThrow();
    expect(script).not.toMatch(/\brequire\(|\bimport\b/);
    for (const [, name] of script.matchAll(/load\("([^"]+)"\)/g))
      expect(script).toContain(`"${name}": (exports) =>`);
  });

  it('markup is kept and text is escaped', () => {
    const { markup } = html`<p title="${'"'}">${'<'}${html`<b>${1}</b>`}${undefined}</p>`;
    expect(markup).toBe('<p title="&quot;">&lt;<b>1</b></p>');
  });
});

describe('several runs side by side', () => {
  it('name what differs, and only that, and put figures of one name in a row', async () => {
    const [one, other] = [run(), run({ seed: 18, options: { epochs: 5, hidden: [3, 2] } })];
    drawn(one, 'A figure');
    drawn(other, 'Another');
    const file = path.join(temporaryFolder(), 'comparison.html');
    expect(await writeComparison([one, other.path], file)).toBe(file);
    const document = parsed(file);
    const rows = [...document.querySelectorAll('#settings tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(rows).toEqual([
      ['epochs', '2', '5'],
      ['seed', '17', '18'],
    ]);
    const heads = [...document.querySelectorAll('#settings thead th')].map(
      (one) => one.textContent,
    );
    expect(heads).toEqual(['what', 'epochs 2, seed 17', 'epochs 5, seed 18']);
    expect(document.querySelector('#results tbody')?.textContent).toContain('1.25 %');
    expect(document.querySelectorAll('#together img').length).toBe(1); // no metrics, but errors
    expect(document.querySelectorAll('#figures .beside img').length).toBe(2);
  });

  it('are called by what varies, and by their folders where nothing does', async () => {
    const namesOf = async (...changes: readonly Partial<RunRecord>[]) => {
      const file = path.join(temporaryFolder(), 'comparison.html');
      await writeComparison(changes.map(run), file);
      const rows = [...parsed(file).querySelectorAll('header tbody tr')];
      return rows.map((row) => [...row.children].map((cell) => cell.textContent));
    };
    const hidden = await namesOf({ options: { hidden: [3, 2] } }, { options: { hidden: [9, 9] } });
    expect(hidden.map(([name]) => name)).toEqual(['hidden 3+2', 'hidden 9+9']);
    const same = await namesOf({ seed: 1 }, { seed: 2 }, { seed: 2 });
    expect(
      same.map(([name = ''], at) => name.replace(same[at]?.at(-1) ?? '', 'its folder')),
    ).toEqual(['seed 1', 'seed 2, its folder', 'seed 2, its folder (2)']);
    const others = await namesOf({}, { scenario: 'another', seed: 3 });
    expect(others.map(([name]) => name)).toEqual(['some-scenario, seed 17', 'another, seed 3']);
  });

  it('does not call different what a run that failed has not come to', async () => {
    const { learning: _, ...early } = RECORD;
    const made = newRun(temporaryFolder(), { ...early, status: 'failed', seed: 18 });
    const file = path.join(temporaryFolder(), 'comparison.html');
    await writeComparison([run(), made], file);
    const rows = [...parsed(file).querySelectorAll('#settings tbody tr th')];
    expect(rows.map((one) => one.textContent)).toEqual(['seed']);
  });

  it('differ where their data, their networks, their files or their code do', async () => {
    const labels = 'train-labels-idx1-ubyte';
    const on = (sum: string, network: string): Partial<RunRecord> => ({
      data: {
        ...{ set: 'mnist', source: 'folder', path: `/folder of ${sum}`, split: 'test' },
        ...{ checksums: { images: 'the same', [labels]: sum.repeat(64) }, training: 5, held: 1 },
      },
      networks: [{ given: 'mine', file: '/mine', sha256: network.repeat(64) }],
    });
    const differing = async (one: Partial<RunRecord>, other: Partial<RunRecord>) => {
      const file = path.join(temporaryFolder(), 'comparison.html');
      await writeComparison([run(one), run(other)], file);
      const rows = [...parsed(file).querySelectorAll('#settings tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent),
      );
      return { rows, same: readFile(file).includes('are the same.') };
    };
    expect(await differing(on('a', 'c'), on('a', 'c'))).toEqual({ rows: [], same: true });
    expect(await differing(on('a', 'c'), on('b', 'c'))).toEqual({
      rows: [[`${labels}, SHA-256`, 'a'.repeat(12), 'b'.repeat(12)]],
      same: false,
    });
    expect((await differing(on('a', 'c'), on('a', 'd'))).rows).toEqual([
      ['network mine, SHA-256', 'c'.repeat(12), 'd'.repeat(12)],
    ]);
    const declared = (sum: string) => ({ files: [{ given: 'a.json', sha256: sum.repeat(64) }] });
    expect((await differing(declared('e'), declared('f'))).rows).toEqual([
      ['a.json, SHA-256', 'e'.repeat(12), 'f'.repeat(12)],
    ]);
    const code = { commit: '0123456789', changed: false };
    expect((await differing({ code }, { code: { ...code, changed: true } })).rows).toEqual([
      ['commit', '0123456', '0123456, with changes'],
    ]);
  });

  it('say of whom errors are that are not of the run’s own network', async () => {
    const { validation } = RECORD.results as { validation: object };
    const demo = run({ scenario: 'demo', results: { shipped: validation } });
    const file = path.join(temporaryFolder(), 'comparison.html');
    await writeComparison([run(), demo], file);
    const [source = ''] = [...parsed(file).querySelectorAll('#together img')].map(
      (image) => image.getAttribute('src') ?? '',
    );
    const drawing = Buffer.from(source.split(',')[1] ?? '', 'base64').toString();
    expect(drawing).toMatch(/demo, shipped/);
    expect(drawing).not.toMatch(/some-scenario, validation/);
  });
});

describe('the name of a class', () => {
  it.each([
    ...['an 8', 'an 11', 'a 1', 'a 0', 'an 18', 'an 80', 'a 13', 'an F', 'a U', 'an ankle boot'],
    ...['a sneaker', 'an airplane', 'a unicycle', 'an umbrella', 'a one', 'a T-shirt/top'],
  ])('has its article: %s', (said) => {
    expect(withArticle(said.slice(said.indexOf(' ') + 1))).toBe(said);
  });
});

describe('what units do for one label against another', () => {
  // Two steps, two labels, three units: 255 stands for 2.
  const bytes = Uint8Array.from([
    ...[255, 0, 51],
    ...[0, 255, 51],
    ...[255, 0, 0],
    ...[255, 51, 0],
  ]);
  const layer = { bytes, most: 2, labels: 2, units: 3 };

  it('is the mean over the window of the squares, less one another', () => {
    const close = (values: Float64Array, expected: readonly number[]) => {
      for (const [at, one] of expected.entries()) expect(values[at]).toBeCloseTo(one, 10);
    };
    close(unitDifferences(layer, [0, 1], { first: 0, last: 0 }), [4, -4, 0]);
    close(unitDifferences(layer, [1, 0], { first: 0, last: 0 }), [-4, 4, 0]);
    close(unitDifferences(layer, [0, 1], { first: 0, last: 1 }), [2, -2 - 0.08, 0]);
  });

  it('is drawn about the middle, and where there is none, in the middle', () => {
    expect(differencePlaces(Float64Array.from([4, -4, 0]))).toEqual({
      ...{ most: 4, places: Uint8Array.from([255, 0, 127]) },
    });
    expect(differencePlaces(new Float64Array(2)).places).toEqual(Uint8Array.from([127, 127]));
  });
});

describe('why, in words', () => {
  const under = (scores: readonly (readonly number[])[]) =>
    scores.map((step) => step.map((one) => [one / 2, one / 2]));
  const window = { first: 1, last: 2 };

  it('says what leads, by how much, since when, and what one pass says', () => {
    const goodness = under([
      [1, 1, 1],
      [2, 2.5, 1],
      [3, 2, 1],
    ]);
    const words = whyInWords({ label: 0, answer: 0, readout: 2, goodness }, { window });
    expect(words).toBe(
      'This is a 0, and the network recognises it. Under 0 its two layers are most active: a score of 2.50 on average over steps 1 to 2; the runner-up is 1 with 2.25. Label 0 leads from step 2 on; at step 1 the best was 1. In one pass, without trying labels, the network answers a 2.',
    );
  });

  it('says where the true label came, if the answer is wrong', () => {
    const goodness = under([
      [1, 1, 1],
      [3, 2.5, 1],
      [3, 2, 1],
    ]);
    const said = (label: number) =>
      whyInWords({ label, answer: 0, readout: 0, goodness }, { window });
    expect(said(1)).toContain('This is a 1, but the network answers a 0.');
    expect(said(1)).toContain('the runner-up is 1, the true label, with 2.25.');
    expect(said(2)).toContain(
      'the runner-up is 1 with 2.25, and the true label, 2, comes last with 1.00.',
    );
    expect(said(2)).toContain('Label 0 leads from the first step on.');
    expect(said(2)).toContain('the network answers a 0 too.');
  });

  it.each([
    [2, 'third'],
    [8, 'ninth'],
    [9, '10th'],
    [20, '21st'],
    [21, '22nd'],
    [22, '23rd'],
    [11, '12th'],
    [46, 'last'],
  ])('says of 47 labels where the true one, %i, came: %s', (label, place) => {
    const scores = Array.from({ length: 47 }, (_, one) => 47 - one);
    const image = { label, answer: 0, readout: 0, goodness: under([scores, scores, scores]) };
    expect(whyInWords(image, { window })).toContain(
      `the true label, ${label}, comes ${place} with`,
    );
  });

  it('speaks for the label of the least goodness, where that is the answer', () => {
    const goodness = under([
      [1, 1, 1],
      [2, 2.5, 3],
      [3, 2, 4],
    ]);
    const image = { label: 2, answer: 1, readout: 0, goodness };
    const words = whyInWords(image, { window, prefers: 'least' });
    expect(words).toContain(
      'Under 1 its two layers are least active: a score of 2.25 on average over steps 1 to 2; the runner-up is 0 with 2.50, and the true label, 2, comes last with 3.50.',
    );
    expect(words).toContain('Label 1 leads from step 2 on; at step 1 the best was 0.');
    const scores = [3, 2, 4];
    const moment = momentInWords(2, 1, goodness[2] ?? [], scores, ['0', '1', '2'], 'least');
    expect(moment).toContain('the best label at this step is 1.');
    const differences = differenceInWords(0, [-1, -2, 1], ['1', '0'], 'least');
    expect(differences).toContain('2 units are for 1, 1 for 0; −0.67 per unit');
    const made = run();
    const watched = { ...WATCHED, prefers: 'least' as const };
    writeFileSync(made.file('watched.json'), JSON.stringify(watched));
    const page = parsed(writeReport(made));
    expect(page.querySelector('#why')?.textContent).toMatch(/whose score is lowest .* is below 0/);
    expect(JSON.parse(page.querySelector('#watched')?.textContent ?? '').prefers).toBe('least');
  });

  it('takes more decimals where two would tell nothing apart', () => {
    const goodness = under([
      [1, 1],
      [2.001, 2],
      [2.001, 2],
    ]);
    expect(whyInWords({ label: 0, answer: 0, readout: 0, goodness }, { window })).toContain(
      'a score of 2.0010 on average over steps 1 to 2; the runner-up is 1 with 2.0000.',
    );
  });
});

describe('what the page’s script is made of', () => {
  it('scores: layers are summed, steps averaged, equals in the order of labels', () => {
    const scores = scoresByStep([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [1, 2],
      ],
    ]);
    expect(scores).toEqual([
      [3, 7],
      [11, 3],
    ]);
    expect(overWindow(scores, { first: 0, last: 1 })).toEqual([7, 5]);
    expect(ranked([1, 3, 3, 2], 'most')).toEqual([1, 2, 3, 0]);
    expect(ranked([1, 3, 3, 2], 'least')).toEqual([0, 3, 1, 2]);
  });

  it('words on the chart, the answer first, where rounded scores tell another', () => {
    const scores = [
      [0, 0, 0],
      [1.00001, 3, 1],
      [1, 2, 4.00001],
    ];
    const names = ['0', '1', '2'];
    const said = (answer: number, prefers: 'most' | 'least' = 'most') =>
      chartInWords(scores, { first: 1, last: 2 }, { answer, names, prefers });
    expect(said(1)).toContain('the highest are 1 with 2.50, 2 with 2.50, 0 with 1.00.');
    expect(said(2)).toContain('the highest are 2 with 2.50, 1 with 2.50, 0 with 1.00.');
    expect(said(0, 'least')).toContain('the lowest are 0 with 1.00, 1 with 2.50, 2 with 2.50.');
  });

  it('a grid without a gap where there is one, and its colours', () => {
    expect(gridOf(300)).toEqual({ rows: 15, columns: 20 });
    expect(gridOf(2000)).toEqual({ rows: 40, columns: 50 });
    expect(gridOf(1)).toEqual({ rows: 1, columns: 1 });
    const { rows, columns } = gridOf(37);
    expect(rows * columns).toBeGreaterThanOrEqual(37);
    const pixels = unitPixels(Uint8Array.from({ length: 37 }, (_, at) => (at === 0 ? 255 : 0)));
    expect(pixels.length).toBe(4 * rows * columns);
    expect([...pixels.slice(0, 8)]).toEqual([253, 231, 37, 255, 68, 1, 84, 255]); // viridis
    expect(pixels.at(-1)).toBe(0);
  });

  it('a player advances until there is no more, or until it is stopped', () => {
    vi.useFakeTimers();
    const said: (number | boolean)[] = [];
    let step = 0;
    const playing = player(
      () => 10,
      () => {
        said.push(++step);
        return step < 3;
      },
      (plays) => said.push(plays),
    );
    playing.stop();
    playing.toggle();
    vi.advanceTimersByTime(100);
    expect(said).toEqual([true, 1, 2, 3, false]);
    step = 0;
    playing.toggle();
    vi.advanceTimersByTime(10);
    playing.toggle();
    vi.advanceTimersByTime(100);
    expect(said.slice(5)).toEqual([true, 1, false]);
    vi.useRealTimers();
  });
});

describe('plain data', () => {
  it('numbers of a column have the same decimals, and none vanish', () => {
    const format = (values: number[], name?: string) => values.map(numberFormat(values, name));
    expect(format([12345, 7])).toEqual(['12,345', '7']);
    expect(format([20261125], 'seed')).toEqual(['20261125']);
    expect(format([0.5, 12.25])).toEqual(['0.50', '12.25']);
    expect(format([0.25, 0.0000026], 'p')).toEqual(['0.250', '2.6 × 10⁻⁶']);
    expect(format([12, 1e308])).toEqual(['12', '1.0 × 10³⁰⁸']); // not three hundred digits
    expect(format([1.5, 2], 'percent')).toEqual(['1.50', '2.00']);
    expect(format([-1234.5678])).toEqual(['-1,235']);
    expect([0, 119_000, 600_000, 7_260_000].map(spanInWords)).toEqual([
      ...['0 s', '119 s', '10 min', '2 h 1 min'],
    ]);
  });

  it('objects are lists, lists of objects tables, and what is long is folded', () => {
    const { markup } = plainData({
      some: { nested: true, none: null },
      rows: [
        { reading: 'a', confusions: [{ label: 4, takenFor: 9 }] },
        { reading: 'b', percent: 2 },
      ],
      long: Array.from({ length: 30 }, (_, at) => at),
      empty: [],
    });
    const { document } = parseHTML(`<body>${markup}</body>`);
    const names = [...document.querySelectorAll('dt')].map((one) => one.textContent);
    expect(names).toEqual(['some', 'nested', 'none', 'long', 'empty']);
    const values = [...document.querySelectorAll('dd')].map((one) => one.textContent);
    expect(values.slice(1, 3)).toEqual(['yes', '–']);
    expect(values.at(-1)).toBe('none');
    const cells = [...document.querySelectorAll('td, tbody th')].map((one) => one.textContent);
    expect(cells).toEqual(['a', 'label 4, taken for 9', '–', 'b', '–', '2']);
    expect(document.querySelector('details summary')?.textContent).toBe('long: 30');
  });
});
