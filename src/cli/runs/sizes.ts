const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as people read them: `3.0 MB`. */
export function bytesInWords(bytes: number): string {
  const thousands =
    bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const many = bytes / 1000 ** thousands;
  return `${thousands === 0 || many >= 100 ? Math.round(many) : many.toFixed(1)} ${UNITS[thousands]}`;
}
