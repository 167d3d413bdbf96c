import { InputError } from '../input/errors';

/** Where a store is, and by what right it is asked: a bucket of S3, or of what speaks the same. */
export interface StoreAddress {
  /** `s3://bucket/prefix`, as people give it. */
  readonly said: string;
  readonly bucket: string;
  /** What the names of all objects begin with: nothing, or words that end in a slash. */
  readonly prefix: string;
  /** Who is asked. */
  readonly endpoint: URL;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** As Amazon lets buckets be called, which others do not go beyond. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Letters that mean the same in every address. */
const PREFIX = /^[\w.-]{1,200}(\/[\w.-]{1,200}){0,9}$/;
/** Where no region is asked for, stores other than Amazon's go by this one. */
const ANY_REGION = 'us-east-1';

/**
 * Reads `s3://bucket[/prefix]`. Endpoint and credentials are those that the environment names, as for other
 * programs: AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL where it is not Amazon's, AWS_REGION, AWS_ACCESS_KEY_ID,
 * AWS_SECRET_ACCESS_KEY and, where there is one, AWS_SESSION_TOKEN. Throws InputError that says what is missing.
 */
export function storeAddress(text: string, environment = process.env): StoreAddress {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*?)\/*$/.exec(text) ?? [];
  const isPrefix = prefix === '' || (PREFIX.test(prefix) && !/(^|\/)\.+(\/|$)/.test(prefix));
  if (!BUCKET.test(bucket) || !isPrefix)
    throw new InputError(
      `${text.replace(/\/\/.*@/, '//…@')} is not the address of a store: write s3://bucket or s3://bucket/prefix; who may write there, the environment says (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)`,
    );
  const said = `s3://${[bucket, prefix].filter(Boolean).join('/')}`;
  const given = (...names: string[]) => names.map((name) => environment[name]).find(Boolean);
  const needed = (what: string, ...names: string[]) => {
    const value = given(...names);
    if (value !== undefined) return value;
    throw new InputError(`${names[0]} is not set: it names ${what} for ${said}`);
  };
  const accessKeyId = needed('who asks', 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = needed('the secret of AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY');
  const sessionToken = given('AWS_SESSION_TOKEN');
  const named = given('AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL');
  const region = named
    ? (given(...REGION) ?? ANY_REGION)
    : needed('where the bucket is (AWS_ENDPOINT_URL, a store that is not Amazon’s)', ...REGION);
  return {
    ...{ said, bucket, prefix: prefix && `${prefix}/`, region, accessKeyId, secretAccessKey },
    endpoint: endpointOf(named ?? `https://s3.${region}.amazonaws.com`),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

const REGION = ['AWS_REGION', 'AWS_DEFAULT_REGION'];

function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.search) return url;
  throw new InputError(
    'AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL is not the address of a store: write it as https://host or http://host:port',
  );
}
