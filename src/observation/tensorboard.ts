import { getSystemErrorMap } from 'node:util';
import {
  type Attribute,
  bytes,
  effect,
  float,
  int32,
  int64,
  type Native,
  type NativeValue,
  nativeBackend,
  type Resource,
  text,
} from '../engine/native';
import type { Tensor } from '../engine/ops';
import { InputError } from '../input/errors';
import { fileError } from '../machine/file-errors';
import { checkHeld, makeSubfolder } from '../machine/files';
import type { BytePicture } from './mosaic';

/** A file that TensorBoard reads while it grows. A tag's first part is the group it is shown in. */
export interface Tensorboard {
  scalar(tag: string, step: number, value: number): void;
  /** Of all numbers of a float32 tensor, which must be finite. */
  histogram(tag: string, step: number, values: Tensor): void;
  /** Of 1, 3 or 4 channels. TensorFlow adds `/image` to the tag. */
  image(tag: string, step: number, picture: BytePicture): void;
  /** Puts on the disk what was written. Throws EnvironmentError, as all of these do. */
  flush(): void;
  close(): void;
}

/**
 * Starts a file of events in a folder, beside those of earlier processes.
 * Throws InputError where another engine computes, EnvironmentError where it cannot be written.
 */
export function openTensorboard(folder: string): Tensorboard {
  const native = tensorboardEngine();
  const { call, attribute, close } = openWriter(native, folder);
  const ofType = (type: NativeValue['type']) =>
    attribute('T', 'TF_ATTR_TYPE', native.binding[type]);
  return {
    scalar: (tag, step, value) =>
      call('WriteScalarSummary', [ofType('TF_FLOAT')], [int64(step), text(tag), float(value)]),
    histogram: (tag, step, values) =>
      call('WriteHistogramSummary', [ofType('TF_FLOAT')], [int64(step), text(tag), values]),
    image(tag, step, { rows, columns, channels, pixels }) {
      const one = attribute('max_images', 'TF_ATTR_INT', 1);
      const picture = bytes(pixels, 1, rows, columns, channels);
      const where = [int64(step), text(tag), picture, NO_NUMBER];
      call('WriteImageSummary', [ofType('TF_UINT8'), one], where);
    },
    flush: () => call('FlushSummaryWriter'),
    close,
  };
}

/** The engine that writes for TensorBoard. Throws InputError where another one computes. */
export function tensorboardEngine(): Native {
  const native = nativeBackend();
  if (native) return native;
  throw new InputError(
    'only the native engine writes for TensorBoard, and another one computes here: leave out --tensorboard, or let `npm run setup` install the native engine',
  );
}

/** What a pixel that is no number would be drawn as; bytes are all numbers. */
const NO_NUMBER = bytes(Uint8Array.of(0), 1);

/** Summaries that TensorFlow keeps in memory, and for how long, before it writes by itself. */
const QUEUE = 10;
const FLUSH_MILLISECONDS = 120_000;

/** TensorFlow's own writer, and how its operations are called. */
function openWriter(native: Native, folder: string) {
  makeSubfolder(folder);
  const { binding } = native;
  const attribute = (name: string, type: `TF_ATTR_${string}`, value: unknown): Attribute => ({
    ...{ name, type: binding[type] as number, value },
  });
  const named = attribute('shared_name', 'TF_ATTR_STRING', `topdown:${folder}`);
  const contained = attribute('container', 'TF_ATTR_STRING', '');
  const [made] = binding.executeOp('SummaryWriter', [named, contained], [], 1) as [{ id: number }];
  const writer: Resource = { resource: made.id };
  const call = (
    op: string,
    attributes: readonly Attribute[] = [],
    inputs: readonly (NativeValue | Tensor)[] = [],
  ): void => {
    checkHeld(folder);
    try {
      effect(native, op, attributes, [writer, ...inputs]);
    } catch (error) {
      throw fromTensorFlow(error, folder);
    }
  };
  const how = [text(folder), int32(QUEUE), int32(FLUSH_MILLISECONDS), text('.v2')];
  call('CreateSummaryFileWriter', [], how);
  const close = (): void => {
    call('CloseSummaryWriter');
    binding.deleteTensor(writer.resource);
  };
  return { call, attribute, close };
}

/** What TensorFlow says of files, with the operating system's code for it; other errors as they are. */
function fromTensorFlow(error: unknown, folder: string): unknown {
  const [, message] = /^Message: (.*)$/m.exec(String((error as Error).message)) ?? [];
  if (message === undefined) return error;
  const known = [...getSystemErrorMap().values()];
  const [code] = known.find(([, words]) => message.toLowerCase().includes(words)) ?? [];
  return fileError('write in', folder, { ...(code !== undefined && { code }), message });
}
