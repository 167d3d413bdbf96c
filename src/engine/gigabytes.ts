/** Bytes as people read them: `2.1 GB`. */
export function gigabytes(bytes: number): string {
  const many = bytes / 1e9;
  return `${many < 10 ? many.toFixed(1) : Math.round(many).toLocaleString('en')} GB`;
}
