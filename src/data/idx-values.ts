import { InputError } from '../engine/errors';
import type { IdxHeader, IdxKind } from './idx-header';
import { IDX_TYPES, type IdxType, UNSIGNED_BYTES } from './idx-types';

const WHITE = 255;

/**
 * The values after an IDX file's header as bytes: whole numbers from 0 to 255 as they are, of images
 * written in floats those from 0 to 1 times 255, rounded. Throws InputError for any other.
 */
export function idxValues(
  content: Buffer,
  { dimensions, start, type }: IdxHeader,
  kind: IdxKind,
  file: string,
): Uint8Array {
  if (type === UNSIGNED_BYTES) return content.subarray(start);
  const written = IDX_TYPES[type] as IdxType;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const scaled = written.fraction && kind === 'images';
  const most = scaled ? 1 : WHITE;
  const values = new Uint8Array(dimensions.reduce((product, size) => product * size, 1));
  for (let at = 0; at < values.length; at++) {
    const value = written.read(view, start + at * written.bytes);
    if (!(value >= 0 && value <= most && (scaled || Number.isInteger(value))))
      throw new InputError(
        `${file} has the value ${value}, its ${at + 1}th, and ${kind} in ${written.name} go from 0 ` +
          `to ${most}${scaled ? '' : ' in whole numbers'}: scale the values, or write them as unsigned bytes`,
      );
    values[at] = scaled ? Math.round(WHITE * value) : value;
  }
  return values;
}
