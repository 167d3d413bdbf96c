import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { InputError } from '../../src/input/errors';
import { fetchRun } from '../../src/store/fetch-run';
import { StoreAway } from '../../src/store/object-store';
import { openStore } from '../../src/store/open-store';
import { runSender } from '../../src/store/send-run';
import { type Attempt, storedJob } from '../../src/store/stored-job';
import { temporaryFolder } from '../support/folder';
import { memoryStore } from '../support/memory-store';
import { changeRecord, RECORD } from '../support/run-record';

const KEY = 'a-job';
const RUN = { name: '2026-01-02T03-04-05-17', files: [] };

afterEach(() => vi.unstubAllEnvs());

/** The job as a machine of this name has it. */
async function taken(store: ReturnType<typeof memoryStore>, host: string): Promise<Attempt> {
  vi.stubEnv('TOPDOWN_HOST', host);
  const { attempt } = await storedJob(store, KEY).take();
  return attempt as Attempt;
}

describe('attempts at a job', () => {
  it('are of one worker at a time, until it has been silent for too long or gives the job back', async () => {
    const store = memoryStore();
    const first = await taken(store, 'box');
    await first.say();
    vi.stubEnv('TOPDOWN_HOST', 'barn');
    const job = storedJob(store, KEY);
    store.wait(299);
    expect((await job.take()).who).toMatch(/on box, .* last sign of life 299 s ago/);
    await first.say();
    store.wait(299);
    expect((await job.take()).who).toMatch(/on box/);
    expect(await first.isOver()).toBe(false);
    store.wait(2);
    const second = (await job.take()).attempt;
    expect(second?.number).toBe(2);
    expect(await first.isOver()).toBe(true);
    await second?.release();
    expect((await job.take()).attempt?.number).toBe(3);
  });

  it('have one winner where two begin at the same moment', async () => {
    const store = memoryStore();
    const all = await Promise.all([1, 2, 3].map(() => storedJob(store, KEY).take()));
    expect(all.map(({ attempt }) => attempt?.number).filter(Boolean)).toEqual([1]);
  });

  it('leave the result of the first that finished, whatever a late one sends', async () => {
    const store = memoryStore();
    const late = await taken(store, 'box');
    await late.say({ ...RUN, name: 'late' });
    store.wait(301);
    const next = await taken(store, 'barn');
    expect((await storedJob(store, KEY).latest())?.run.name).toBe('late');
    await next.say({ ...RUN, name: 'next' });
    expect(await next.finish({ ...RUN, name: 'next' })).toBe(true);
    const before = new Map([...store.objects].filter(([name]) => !name.startsWith(`${KEY}/1/`)));
    await late.say({ ...RUN, name: 'later' });
    expect(await late.finish({ ...RUN, name: 'later' })).toBe(false);
    await late.release();
    const after = [...store.objects].filter(([name]) => !name.startsWith(`${KEY}/1/`));
    expect(new Map(after)).toEqual(before);
    const { run, host, attempt } = (await storedJob(store, KEY).finished()) ?? {};
    expect([run?.name, host, attempt]).toEqual(['next', 'barn', 2]);
  });

  it('hand on the run that was sent last, by whichever sent one', async () => {
    const store = memoryStore();
    const first = await taken(store, 'box');
    await first.say(RUN);
    await first.release();
    await (await taken(store, 'barn')).release();
    await taken(store, 'desk');
    expect(await storedJob(store, KEY).latest()).toEqual({ attempt: 1, host: 'box', run: RUN });
  });

  it('are refused where the store holds what is none', async () => {
    const store = memoryStore();
    await store.put(`${KEY}/finished`, Buffer.from('{}'));
    await expect(storedJob(store, KEY).finished()).rejects.toThrow(InputError);
  });
});

describe('a run in a store', () => {
  it('is sent when something of it was saved, and is a run again where it is fetched', async () => {
    const store = memoryStore();
    const folder = runFolder({ status: 'running' });
    const attempt = await taken(store, 'box');
    const sender = runSender(store, attempt);
    const sent = async () => (await storedJob(store, KEY).latest())?.run.files ?? [];
    await sender.whileGoing(folder);
    expect((await sent()).map((one) => one.path).sort()).toEqual([
      ...['checkpoints/1', 'metrics.jsonl', 'run.json'],
    ]);
    const first = await sent();
    writeFileSync(path.join(folder, 'metrics.jsonl'), '{"batch":2}\n', { flag: 'a' });
    await sender.whileGoing(folder);
    expect(await sent(), 'lines are no save').toEqual(first);
    rmSync(path.join(folder, 'checkpoints', '1'));
    writeFileSync(path.join(folder, 'checkpoints', '2'), 'twice');
    await sender.whileGoing(folder);
    expect((await sent()).map((one) => one.path)).toContain('checkpoints/2');
    const kept = [...store.objects.keys()].filter((name) => name.includes('/files/'));
    expect(kept, 'what is not of the run any more is removed').toHaveLength(3);
    writeFileSync(path.join(folder, 'figure.svg'), 'drawn');
    changeRecord(folder, { status: 'finished' });
    const before = await sent();
    await sender.whileGoing(folder);
    expect(await sent(), 'the end is sent when nobody is at it').toEqual(before);
    const run = await sender.atEnd(folder);

    const place = { runs: path.join(temporaryFolder(), 'some-scenario'), draft: temporaryFolder() };
    const fetched = await fetchRun(store, KEY, { attempt: 1, host: 'box', run }, place);
    expect(fetched.record().status).toBe('finished');
    expect(contentOf(fetched.path)).toEqual({ ...contentOf(folder), 'lease.1': undefined });
    const again = await fetchRun(store, KEY, { attempt: 1, host: 'box', run }, place);
    expect(path.basename(again.path)).toBe(`${path.basename(folder)}-2`);
    expect(existsSync(place.draft)).toBe(false);
  });

  it.each([
    ['is gone', StoreAway, 'delete'],
    ['is another', InputError, 'change'],
  ])('is fetched whole or not at all where a file %s', async (_, error, how) => {
    const store = memoryStore();
    const attempt = await taken(store, 'box');
    const run = await runSender(store, attempt).atEnd(runFolder({}));
    const [name = ''] = [...store.objects.keys()].filter((one) => one.includes('/files/'));
    if (how === 'delete') store.objects.delete(name);
    else await store.put(name, Buffer.from('other'));
    const place = { runs: path.join(temporaryFolder(), 'runs'), draft: temporaryFolder() };
    const fetching = fetchRun(store, KEY, { attempt: 1, host: 'box', run }, place);
    await expect(fetching).rejects.toThrow(error);
    expect(existsSync(place.runs) || existsSync(place.draft)).toBe(false);
  });

  it.each(['../out', '/etc/out', 'a/../../out'])('writes nothing where %s leads', async (name) => {
    const store = memoryStore();
    const run = await runSender(store, await taken(store, 'box')).atEnd(runFolder({}));
    const files = run.files.map((file) => ({ ...file, path: name }));
    const place = { runs: path.join(temporaryFolder(), 'runs'), draft: temporaryFolder() };
    const there = { attempt: 1, host: 'box', run: { ...run, files } };
    await expect(fetchRun(store, KEY, there, place)).rejects.toThrow(/not the name of a file/);
    const named = { ...there, run: { ...run, name } };
    await expect(fetchRun(store, KEY, named, place)).rejects.toThrow(/not the name of a file/);
  });
});

it('a store that writes over what is there is refused', async () => {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.method === 'PUT') objects.set(request.url ?? '', Buffer.concat(parts));
      answer.end(objects.get(request.url ?? ''));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'who');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  await expect(openStore('s3://runs/a')).rejects.toThrow(/writes over what is there/);
});

/** The folder of a run that has saved once, with the lease of whoever is at it. */
function runFolder(change: Partial<typeof RECORD>): string {
  const folder = path.join(temporaryFolder(), RUN.name);
  mkdirSync(path.join(folder, 'checkpoints'), { recursive: true });
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...RECORD, ...change }));
  writeFileSync(path.join(folder, 'checkpoints', '1'), 'once');
  writeFileSync(path.join(folder, 'metrics.jsonl'), '{"batch":1}\n');
  writeFileSync(path.join(folder, 'lease.1'), '{"released":true}\n');
  return folder;
}

function contentOf(folder: string): Record<string, string | undefined> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.|\//.test(name));
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
