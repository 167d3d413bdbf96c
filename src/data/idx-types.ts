/** How values of an IDX file are written: big-endian. */
export interface IdxType {
  /** As messages call it. */
  readonly name: string;
  /** Bytes of a value. */
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** Whether 1 stands for the most there is, and not 255. */
  readonly fraction: boolean;
}

/**
 * The types of values, by the code in the header's third byte, as the page that published MNIST
 * defines them (yann.lecun.com/exdb/mnist).
 */
export const IDX_TYPES: Readonly<Record<number, IdxType>> = {
  8: {
    ...{ name: 'unsigned bytes', bytes: 1, fraction: false },
    read: (view, at) => view.getUint8(at),
  },
  9: { name: 'signed bytes', bytes: 1, fraction: false, read: (view, at) => view.getInt8(at) },
  11: {
    ...{ name: 'integers of two bytes', bytes: 2, fraction: false },
    read: (view, at) => view.getInt16(at),
  },
  12: {
    ...{ name: 'integers of four bytes', bytes: 4, fraction: false },
    read: (view, at) => view.getInt32(at),
  },
  13: {
    ...{ name: 'floats of four bytes', bytes: 4, fraction: true },
    read: (view, at) => view.getFloat32(at),
  },
  14: {
    ...{ name: 'floats of eight bytes', bytes: 8, fraction: true },
    read: (view, at) => view.getFloat64(at),
  },
};

/** The type of what needs no conversion. */
export const UNSIGNED_BYTES = 8;
