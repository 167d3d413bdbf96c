import { expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import { storeAddress } from '../../src/store/store-address';

const WHO = { AWS_ACCESS_KEY_ID: 'who', AWS_SECRET_ACCESS_KEY: 'secret' };

it('reads the address of a store, and from the environment who asks, and where', () => {
  const { endpoint, ...rest } = storeAddress('s3://runs/of/me/', {
    ...WHO,
    AWS_REGION: 'eu-west-1',
  });
  expect(endpoint.href).toBe('https://s3.eu-west-1.amazonaws.com/');
  expect(rest).toEqual({
    ...{ said: 's3://runs/of/me', bucket: 'runs', prefix: 'of/me/', region: 'eu-west-1' },
    ...{ accessKeyId: 'who', secretAccessKey: 'secret' },
  });
  const own = { ...WHO, AWS_ENDPOINT_URL: 'http://box:9000', AWS_SESSION_TOKEN: 'for an hour' };
  expect(storeAddress('s3://runs', own)).toMatchObject({
    ...{ said: 's3://runs', prefix: '', region: 'us-east-1', sessionToken: 'for an hour' },
  });
  const both = { ...own, AWS_ENDPOINT_URL_S3: 'https://store:9001' };
  expect(storeAddress('s3://runs', both).endpoint.host).toBe('store:9001');
});

it.each([
  ['AWS_ACCESS_KEY_ID', { AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' }],
  ['AWS_SECRET_ACCESS_KEY', { AWS_ACCESS_KEY_ID: 'who', AWS_REGION: 'eu-west-1' }],
  ['AWS_REGION', WHO],
])('says that %s is missing', (name, environment) => {
  expect(() => storeAddress('s3://runs', environment)).toThrow(InputError);
  expect(() => storeAddress('s3://runs', environment)).toThrow(`${name} is not set`);
});

it.each([
  ...['runs', 'http://runs/a', 's3://', 's3://Runs', 's3://runs/a b', 's3://runs/../other', ''],
  ...['s3://runs//a', 's3://runs/a?b', `s3://runs/${'a/'.repeat(20)}`],
])('refuses %j', (text) => {
  expect(() => storeAddress(text, { ...WHO, AWS_REGION: 'eu-west-1' })).toThrow(InputError);
});

it('never shows what may be a secret', () => {
  const told = () => storeAddress('s3://who:secret@runs/a', { ...WHO, AWS_REGION: 'eu-west-1' });
  expect(told).toThrow(/^(?!.*secret@).*s3:\/\/…@runs/);
  const endpoint = { ...WHO, AWS_ENDPOINT_URL: 'http://who:hidden@box' };
  expect(() => storeAddress('s3://runs', endpoint)).toThrow(/^(?!.*hidden)/);
});
