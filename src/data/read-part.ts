import { EnvironmentError, InputError } from '../engine/errors';
import type { DataSet } from './data-set';
import type { PartRead } from './formats/format';
import { type ImageShape, imageSize, shapeInWords } from './labelled-images';

/**
 * What a data set's format makes of the files of one part, held to what a format promises. Throws what the
 * format throws, where that is meant for a person; EnvironmentError where it fails otherwise, or where what
 * it gives is not whole: nobody could tell later that pixels or labels are missing.
 */
export async function readPart(
  { name, format }: Pick<DataSet, 'name' | 'format'>,
  files: readonly string[],
  shape: ImageShape,
): Promise<PartRead> {
  const broken = (why: string, cause?: unknown) =>
    new EnvironmentError(`${format.name}, by which ${name} is read, ${why}`, { cause });
  const read = async () => format.read(files, shape);
  const part: PartRead | undefined = await read().catch((error: unknown) => {
    throw error instanceof InputError || error instanceof EnvironmentError
      ? error
      : broken(`fails: ${error}`, error);
  });
  if (!part) throw broken('gives nothing');
  const why = unwhole(part, files.length);
  if (why !== undefined) throw broken(why);
  return part;
}

/** Why a part is not whole; undefined where it is. */
function unwhole(part: PartRead, files: number): string | undefined {
  const { count, rows, columns, channels, pixels, labels, contents } = part;
  const whole = [count, rows, columns, channels].every((one) => Number.isInteger(one) && one > 0);
  if (!whole) return `gives ${count} images of ${shapeInWords(part)}`;
  if (!(pixels instanceof Uint8Array && labels instanceof Uint8Array))
    return 'gives pixels or labels that are no bytes (Uint8Array)';
  const images = `${count} images of ${shapeInWords(part)}`;
  if (pixels.length !== count * imageSize(part))
    return `gives ${images}, and ${pixels.length} values of pixels`;
  if (labels.length !== count) return `gives ${images}, and ${labels.length} labels`;
  if (contents?.length !== files)
    return `gives ${contents?.length ?? 0} checksums of ${files} files`;
  return undefined;
}
