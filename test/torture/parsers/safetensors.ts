import path from 'node:path';
import {
  encodeSafetensors,
  readSafetensors,
  type StoredPrecision,
} from '../../../src/network/safetensors';
import { withFile } from '../../../src/trained/network-files';
import { damagedSafetensors } from '../damage/safetensors';
import { damageOne, type Files, type Parser } from '../parser';

const FILE = 'tensors.safetensors';

/** Numbers of several shapes, some of odd length. */
function file(precision: StoredPrecision): Files {
  const shapes = { a: [3], b: [2, 5], c: [], d: [0], e: [7, 1, 3] };
  const tensors = Object.entries(shapes).map(([name, shape]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return [name, { shape, values: Float32Array.from({ length }, (_, at) => at) }] as const;
  });
  const content = { tensors: new Map(tensors), metadata: { words: 'about them' } };
  return new Map([[FILE, Buffer.from(encodeSafetensors(content, precision))]]);
}

/** A safetensors file of either precision. */
const parser: Parser = {
  name: 'safetensors',
  sound: () => [file('F32'), file('F16')],
  damage: (sound, random) =>
    damageOne(sound, random, (content) => damagedSafetensors(content, random)),
  read: (folder) => withFile(path.join(folder, FILE), readSafetensors),
};

export default parser;
