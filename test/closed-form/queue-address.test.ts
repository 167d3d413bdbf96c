import { expect, it, vi } from 'vitest';
import { InputError } from '../../src/input/errors';
import { queueAddress } from '../../src/sweep/queue/queue-address';

it('reads the address of a queue, and never shows its password', () => {
  expect(queueAddress('redis://box')).toEqual({
    ...{
      kind: 'redis',
      said: 'redis://box',
      host: 'box',
      port: 6379,
      database: '',
      encrypted: false,
    },
  });
  expect(queueAddress('rediss://me:a%2Fb@box:7000/3')).toEqual({
    ...{ kind: 'redis', said: 'rediss://me:…@box:7000/3', host: 'box', port: 7000 },
    ...{ database: '3', encrypted: true, username: 'me', password: 'a/b' },
  });
  expect(queueAddress('valkey://[::1]:7000').host).toBe('::1');
  expect(queueAddress('postgres://me@box/jobs?sslmode=require')).toEqual({
    ...{
      kind: 'postgres',
      said: 'postgres://me@box/jobs?sslmode=require',
      host: 'box',
      port: 5432,
    },
    ...{ database: 'jobs', encrypted: true, username: 'me' },
  });
});

it.each(['redis://me:Xq1@Yz2@box', 'redis://me:Xq1/Yz2@box', 'redis://me:%Xq1Yz2@box'])(
  'shows nothing of a password that is not written as it should be: %s',
  (text) => {
    const shown = () => {
      try {
        return queueAddress(text).said;
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return (error as Error).message;
      }
    };
    expect(shown()).toContain('//me:…@box');
    expect(shown()).not.toMatch(/Xq1|Yz2/);
  },
);

it('takes the password from the environment where the address has none', () => {
  vi.stubEnv('TOPDOWN_QUEUE_PASSWORD', 'secret');
  expect(queueAddress('redis://box').password).toBe('secret');
  expect(queueAddress('redis://:other@box').password).toBe('other');
  vi.unstubAllEnvs();
});

it.each(['box:6379', 'http://box', 'redis://', 'redis://box/name', 'postgres://box', ''])(
  'refuses %j',
  (text) => {
    expect(() => queueAddress(text)).toThrow(InputError);
  },
);
