/** The tag of the orientation (Exif 2.3, section 4.6.4). */
const ORIENTATION = 0x0112;

/** Bytes of an entry of a directory. */
const ENTRY = 12;

/**
 * Which side of a picture is up, 1 … 8 as Exif numbers it, from a TIFF structure such as Exif data
 * are; 1, as it lies, where they do not tell or are damaged.
 */
export function exifOrientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const little = tiff[0] === 0x49; // II: Intel's order of bytes; MM: Motorola's
  const short = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0);
  const directory = tiff.length >= 8 ? view.getUint32(4, little) : tiff.length;
  const entries = short(directory);
  for (let at = directory + 2; at < directory + 2 + entries * ENTRY; at += ENTRY) {
    if (at + ENTRY > tiff.length) break;
    if (short(at) !== ORIENTATION) continue;
    const found = short(at + 8);
    return found >= 1 && found <= 8 ? found : 1;
  }
  return 1;
}
